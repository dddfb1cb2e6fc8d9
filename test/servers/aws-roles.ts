import { randomBytes } from 'node:crypto';
import type { AwsFailure, AwsKey } from './aws-services.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** A role whose trust policy names an audience and a subject. */
export interface AwsRole {
  /** What the account's identity provider takes; `sts.amazonaws.com` unless given, none for no provider. */
  readonly audiences?: readonly string[];
  /** `repo:acme/api:*` */
  readonly subject: string;
  /** `ecr:GetAuthorizationToken`; everything unless given. */
  readonly actions?: readonly string[];
  /** How long its keys last; 3600. */
  readonly seconds?: number;
}

interface AssumedRole {
  readonly xml: string;
  readonly accessKeyId: string;
  readonly key: AwsKey;
}

/** `AssumeRoleWithWebIdentity`, with its documented errors. */
export function assumeRole(
  form: URLSearchParams,
  context: {
    readonly issuer: IdentityProvider | undefined;
    readonly roles: Readonly<Record<string, AwsRole>>;
    readonly now: number;
  },
): AssumedRole | AwsFailure {
  const [arn, session] = [form.get('RoleArn') ?? '', form.get('RoleSessionName') ?? ''];
  if (form.get('Action') !== 'AssumeRoleWithWebIdentity' || form.get('Version') !== '2011-06-15') {
    return failure('InvalidAction', 'Could not find operation for this version');
  }
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) {
    return failure('ValidationError', "Value at 'roleSessionName' failed to satisfy constraint");
  }
  const checked = context.issuer?.check(form.get('WebIdentityToken') ?? '') ?? {
    problem: 'issuer',
  };
  if ('problem' in checked) return identityFailure(checked.problem);
  const role = context.roles[arn];
  const { aud, sub } = checked.claims as { aud: string; sub: string };
  const denied = failure(
    'AccessDenied',
    'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    403,
  );
  if (role === undefined) return denied;
  const { audiences = ['sts.amazonaws.com'] } = role;
  if (audiences.length === 0) return identityFailure('issuer');
  if (!audiences.includes(aud)) return failure('InvalidIdentityToken', 'Incorrect token audience');
  if (!matches(role.subject, sub)) return denied;
  return assumed(arn, session, role, context.now);
}

function identityFailure(problem: string): AwsFailure {
  switch (problem) {
    case 'issuer':
      return failure(
        'InvalidIdentityToken',
        'No OpenIDConnect provider found in your account for https://token.actions.githubusercontent.com',
      );
    case 'expired':
      return failure('ExpiredTokenException', 'Token expired: current date/time must be before it');
    default:
      return failure('InvalidIdentityToken', 'The ID Token provided is not a valid JWT.');
  }
}

function assumed(arn: string, session: string, role: AwsRole, now: number): AssumedRole {
  const expires = now + (role.seconds ?? 3_600) * 1000;
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  const key: AwsKey = {
    account: arn.split(':')[4] ?? '',
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(300).toString('base64'),
    expires,
    ...(role.actions && { actions: role.actions }),
  };
  const xml = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <Audience>sts.amazonaws.com</Audience>
    <AssumedRoleUser>
      <AssumedRoleId>AROACLKWSDQRAOEXAMPLE:${session}</AssumedRoleId>
      <Arn>${arn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${session}</Arn>
    </AssumedRoleUser>
    <Provider>arn:aws:iam::${key.account}:oidc-provider/token.actions.githubusercontent.com</Provider>
    <Credentials>
      <AccessKeyId>${accessKeyId}</AccessKeyId>
      <SecretAccessKey>${key.secretAccessKey}</SecretAccessKey>
      <SessionToken>${key.sessionToken}</SessionToken>
      <Expiration>${new Date(expires).toISOString().replace(/\.\d+Z/, 'Z')}</Expiration>
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
  <ResponseMetadata><RequestId>c6104cbe-0000-4000-8000-000000000000</RequestId></ResponseMetadata>
</AssumeRoleWithWebIdentityResponse>
`;
  return { xml, accessKeyId, key };
}

function matches(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
}

function failure(code: string, message: string, status = 400): AwsFailure {
  return { status, code, message };
}
