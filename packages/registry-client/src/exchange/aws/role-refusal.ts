import type { TokenClaims } from '../../authentication/token-claims.ts';
import type { TokenServiceAnswer, TokenServiceRefusal } from '../token-service.ts';
import { awsErrorMessage, awsRefusal, meaning } from './aws-refusal.ts';

interface RoleRequestFacts {
  readonly roleArn: string;
  readonly region: string;
  readonly audience: string;
  readonly claims: TokenClaims | undefined;
}

/** Why `AssumeRoleWithWebIdentity` gives no keys. */
export function roleRefusal(
  answer: TokenServiceAnswer,
  { roleArn, region, audience, claims }: RoleRequestFacts,
): TokenServiceRefusal | undefined {
  const token = describe(audience, claims);
  const denied = meaning(
    'denied',
    `does not let this workflow use the role "${roleArn}"`,
    `Check that the role exists and that its trust policy allows ${token}`,
  );
  return awsRefusal(answer, {
    AccessDenied: denied,
    AccessDeniedException: denied,
    InvalidIdentityToken: identityRefusal(answer, roleArn, audience),
    IDPRejectedClaim: meaning(
      'denied',
      'says that the issuer refused the identity token',
      `Check the identity provider in IAM, and that it takes ${token}`,
    ),
    IDPCommunicationError: {
      ...meaning(
        'server-error',
        'could not reach the issuer of the identity token',
        'Try again later',
      ),
      transient: true,
    },
    ExpiredTokenException: meaning(
      'unauthorized',
      'says that the identity token has expired',
      "Check this machine's clock; ask for the token in the step that uses it",
    ),
    RegionDisabledException: meaning(
      'denied',
      `gives no keys in the region "${region}", which is not active for the account`,
      'Activate STS there in the console of IAM, or name another region for the login',
    ),
    ValidationError: meaning(
      'rejected',
      `does not accept the form of the request for the role "${roleArn}"`,
      'Check the ARN of the role',
    ),
  });
}

function identityRefusal(answer: TokenServiceAnswer, roleArn: string, audience: string) {
  const message = awsErrorMessage(answer);
  const account = roleArn.split(':')[4] ?? '';
  if (/audience/i.test(message)) {
    return meaning(
      'denied',
      `does not take the audience "${audience}" for the account ${account}`,
      "Add it to the audiences of the account's identity provider in IAM",
    );
  }
  if (/no openidconnect provider/i.test(message)) {
    return meaning(
      'denied',
      `knows no identity provider of this issuer in the account ${account}`,
      "Create one in IAM for the token's issuer, such as https://token.actions.githubusercontent.com",
    );
  }
  return {
    ...meaning(
      'unauthorized',
      'could not verify the identity token',
      `Check the identity provider in IAM of the account ${account}, and that AWS can reach its issuer`,
    ),
    // The issuer's keys could not be read: as passing as an issuer that cannot be reached.
    transient: /retrieve verification key/i.test(message),
  };
}

/** No secret: what the policy has to name. */
function describe(audience: string, claims: TokenClaims | undefined): string {
  const subject = claims?.subject;
  const named =
    subject === undefined ? '' : ` with the subject ${JSON.stringify(subject.slice(0, 200))}`;
  return `the audience "${audience}"${named}`;
}
