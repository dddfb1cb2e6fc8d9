import { InvalidInputError, Secret, type AwsRoleCredential } from '@berth/core';
import { readTokenClaims } from '../../authentication/token-claims.ts';
import type { ExchangeOptions } from '../exchange-options.ts';
import { identityTokenFor } from '../identity-token.ts';
import { askTokenService, unusableAnswer, type TokenServiceAnswer } from '../token-service.ts';
import { partitionOf } from './aws-partition.ts';
import { tokenApi, type AwsRegistry } from './aws-registry.ts';
import type { AwsKeys } from './aws-signature.ts';
import { roleRefusal } from './role-refusal.ts';
import { xmlText } from './xml-text.ts';

const ROLE = /^arn:(?<partition>aws[a-z-]*):iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/**
 * Temporary keys of a role that an identity token may assume.
 *
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function roleKeys(
  credential: AwsRoleCredential,
  registry: AwsRegistry,
  options: ExchangeOptions,
): Promise<AwsKeys> {
  const region = credential.region ?? registry.region;
  checkRole(credential.roleArn, registry, region);
  const url = tokenApi(registry, region);
  const body = await roleRequest(credential.roleArn, registry, options);
  const answer = await askTokenService(
    () => ({
      url,
      // This service answers JSON of another shape to who asks for JSON.
      headers: { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    }),
    {
      ...options,
      explain: answer =>
        roleRefusal(answer, {
          roleArn: credential.roleArn,
          region,
          claims: readTokenClaims(body.get('WebIdentityToken') ?? ''),
          audience: registry.partition.audience,
        }),
    },
  );
  return readKeys(answer, options);
}

async function roleRequest(
  roleArn: string,
  { partition }: AwsRegistry,
  options: ExchangeOptions,
): Promise<URLSearchParams> {
  const { roleSessionName = 'berth' } = options;
  if (!SESSION_NAME.test(roleSessionName)) {
    throw new InvalidInputError(
      `"${roleSessionName.slice(0, 80)}" is no name for a session of a role. Use 2 to 64 letters, digits and "_+=,.@-".`,
    );
  }
  const token = await identityTokenFor(partition.audience, options);
  return new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: roleArn,
    RoleSessionName: roleSessionName,
    WebIdentityToken: token.reveal(),
  });
}

/** Before anything is asked: what no answer of AWS would explain. */
function checkRole(roleArn: string, { partition }: AwsRegistry, region: string): void {
  const own = ROLE.exec(roleArn)?.groups?.['partition'];
  if (own === undefined) {
    throw new InvalidInputError(
      `"${roleArn.slice(0, 80)}" is not the ARN of a role. Write it as arn:aws:iam::123456789012:role/name.`,
    );
  }
  if (own !== partition.id) {
    throw new InvalidInputError(
      `The role "${roleArn}" is in the partition "${own}", the registry in "${partition.id}". Use a role of an account there.`,
    );
  }
  if (partitionOf(region).id !== own) {
    throw new InvalidInputError(
      `The region "${region}" is not in the partition "${own}" of the role and the registry. Leave the region out: the registry's host names it.`,
    );
  }
}

function readKeys(
  answer: TokenServiceAnswer,
  { onSecret }: Pick<ExchangeOptions, 'onSecret'>,
): AwsKeys {
  const field = (name: string) => xmlText(answer.text, ['Credentials', name])?.trim() ?? '';
  const accessKeyId = field('AccessKeyId');
  const [secret, session] = [field('SecretAccessKey'), field('SessionToken')];
  const expires = Date.parse(field('Expiration'));
  // All of them go into headers.
  if (![accessKeyId, secret, session].every(text => /^[\x21-\x7e]+$/.test(text))) {
    throw unusableAnswer(answer, 'temporary keys');
  }
  const [secretAccessKey, sessionToken] = [new Secret(secret), new Secret(session)];
  for (const one of [secretAccessKey, sessionToken]) onSecret?.(one);
  const end = Number.isNaN(expires) ? {} : { expires };
  return { accessKeyId, secretAccessKey, sessionToken, ...end };
}
