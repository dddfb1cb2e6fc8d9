import {
  Secret,
  type AwsKeysCredential,
  type AwsRoleCredential,
  type RegistryLogin,
} from '@berth/core';
import type { ExchangeOptions } from '../exchange-options.ts';
import { unusableAnswer, type TokenServiceAnswer } from '../token-service.ts';
import { askRegistryApi, awsKeys } from './aws-api.ts';
import { meaning, type AwsMeanings } from './aws-refusal.ts';
import { awsRegistry, registryApi, type AwsRegistry } from './aws-registry.ts';
import type { AwsKeys } from './aws-signature.ts';

/**
 * The login of Amazon ECR or ECR Public: a token for every registry in the region that the keys, or
 * the role, may use. It ends after 12 hours, or with the temporary keys it was made from.
 *
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
 */
export async function awsLogin(
  credential: AwsKeysCredential | AwsRoleCredential,
  options: ExchangeOptions,
): Promise<RegistryLogin> {
  const registry = awsRegistry(options.server);
  const keys = await awsKeys(credential, registry, options);
  const { token, expires } = await registryToken(registry, keys, options);
  const ends = Math.min(expires ?? Infinity, keys.expires ?? Infinity);
  return {
    server: options.server,
    ...token,
    ...('email' in credential && credential.email !== undefined && { email: credential.email }),
    ...(Number.isFinite(ends) && { expiresAt: new Date(ends).toISOString() }),
  };
}

interface RegistryToken {
  readonly token: { readonly username: string; readonly password: Secret };
  /** Milliseconds since 1970. */
  readonly expires: number | undefined;
}

/** One token serves all accounts of a region, so that it is asked for once in one run. */
function registryToken(
  registry: AwsRegistry,
  keys: AwsKeys,
  options: ExchangeOptions,
): Promise<RegistryToken> {
  const ask = async () => {
    const action = 'GetAuthorizationToken';
    const call = { keys, action, input: {}, meanings: denied(registry) } as const;
    const answer = readToken(await askRegistryApi(registry, call, options));
    options.onSecret?.(answer.token.password);
    return answer;
  };
  if (options.memory === undefined) return ask();
  const secret = keys.secretAccessKey.reveal();
  const session = keys.sessionToken?.reveal() ?? '';
  const parts = ['aws token', registryApi(registry), keys.accessKeyId, secret, session];
  return options.memory.remember(parts, ask, token => token.expires);
}

function denied({ service, region }: AwsRegistry): AwsMeanings {
  const needed =
    service === 'ecr'
      ? 'ecr:GetAuthorizationToken on "*"'
      : 'ecr-public:GetAuthorizationToken and sts:GetServiceBearerToken on "*"';
  const refusal = meaning(
    'denied',
    `denies a login in "${region}" to these keys or this role`,
    `Allow ${needed} in its policies`,
  );
  return { AccessDenied: refusal, AccessDeniedException: refusal };
}

function readToken(answer: TokenServiceAnswer): RegistryToken {
  const data: unknown = answer.fields['authorizationData'];
  // A list at ECR, the one object at ECR Public.
  const entry: unknown = Array.isArray(data) ? data[0] : data;
  const { authorizationToken, expiresAt } = { ...(entry as Record<string, unknown> | undefined) };
  const pair =
    typeof authorizationToken === 'string'
      ? Buffer.from(authorizationToken, 'base64').toString()
      : '';
  // Only the first colon parts them.
  const colon = pair.indexOf(':');
  const [username, password] = [pair.slice(0, colon), pair.slice(colon + 1)];
  if (colon < 1 || !/^[\x20-\x7e]+$/.test(password)) throw unusableAnswer(answer, 'a login');
  return {
    token: { username, password: new Secret(password) },
    expires: typeof expiresAt === 'number' ? expiresAt * 1000 : undefined,
  };
}
