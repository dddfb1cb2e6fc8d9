import { canonicalHost, InvalidInputError, type Credential, type Secret } from '@berth/core';
import type { RepositoryOptions } from '../create-repository.ts';
import { tokenIn } from '../exchanged-token.ts';
import { formRequest } from '../form-request.ts';
import { namespaceRefusal, iamRefusal } from './icr-refusal.ts';
import { askTokenService, unusableAnswer } from '../token-service.ts';

/** https://cloud.ibm.com/docs/Registry?topic=Registry-registry_setup_cli_namespace */
const NAMESPACE = /^[a-z0-9][a-z0-9_-]{2,28}[a-z0-9]$/;

/**
 * Creates the namespace that a repository of IBM Cloud Container Registry is in, the first part of
 * its name; the repository itself comes with the first push.
 *
 * https://cloud.ibm.com/apidocs/container-registry
 */
export async function createIcrNamespace(
  credential: Credential,
  options: RepositoryOptions,
): Promise<'created' | 'existed'> {
  const host = canonicalHost(options.server).replace(/:443$/, '');
  const name = namespaceOf(options.repository, host);
  const token = await iamToken(credential, host, options);
  const account = accountOf(token);
  const answer = await askTokenService(
    () => ({
      method: 'PUT',
      url: `https://${host}/api/v1/namespaces/${name}`,
      headers: { authorization: `Bearer ${token.reveal()}`, account },
    }),
    { ...options, explain: refused => namespaceRefusal(refused, name) },
  );
  if (answer.status === 201) return 'created';
  if (answer.status === 200) return 'existed';
  throw unusableAnswer(answer, 'a word on the namespace');
}

function namespaceOf(repository: string, host: string): string {
  const [name = '', ...rest] = repository.split('/');
  if (/\.bluemix\.net$/.test(host)) {
    throw new InvalidInputError(
      `No namespace is created at "${host}": IBM Cloud has retired that name. Use the host of the region, such as us.icr.io.`,
    );
  }
  if (rest.length === 0) {
    throw new InvalidInputError(
      `Invalid repository "${repository}": IBM Cloud wants a namespace before it. Write ${host}/namespace/${repository}.`,
    );
  }
  if (NAMESPACE.test(name)) return name;
  throw new InvalidInputError(
    `Invalid namespace "${name}": at IBM Cloud it has 4 to 30 characters. Use lowercase letters, digits, "-" and "_", with a letter or digit at both ends.`,
  );
}

/** https://cloud.ibm.com/docs/account?topic=account-iamtoken_from_apikey */
async function iamToken(
  credential: Credential,
  host: string,
  options: RepositoryOptions,
): Promise<Secret> {
  if (credential.kind === 'password' && credential.username === 'iambearer') {
    return credential.password;
  }
  const form = {
    grant_type: 'urn:ibm:params:oauth:grant-type:apikey',
    apikey: apiKeyOf(credential).reveal(),
  };
  // A machine that reaches the registry on IBM Cloud's own network may not reach the internet.
  const iam = host.startsWith('private.') ? 'private.iam.cloud.ibm.com' : 'iam.cloud.ibm.com';
  const answer = await askTokenService(() => formRequest(`https://${iam}/identity/token`, form), {
    ...options,
    explain: iamRefusal,
  });
  return tokenIn(answer, 'access_token', options);
}

function apiKeyOf(credential: Credential): Secret {
  if (credential.kind === 'iam-api-key') return credential.apiKey;
  if (credential.kind === 'password' && (credential.username ?? 'iamapikey') === 'iamapikey') {
    return credential.password;
  }
  const user = credential.kind === 'password' ? ` of the user "${credential.username}"` : '';
  throw new InvalidInputError(
    `A credential of kind "${credential.kind}"${user} creates no namespace at IBM Cloud. Use an IAM API key, with the user name iamapikey.`,
  );
}

/** IAM says in the token itself which account it is for. */
function accountOf(token: Secret): string {
  const payload = token.reveal().split('.')[1] ?? '';
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      readonly account?: { readonly bss?: unknown };
    } | null;
    const account = claims?.account?.bss;
    if (typeof account === 'string' && /^[\w-]{1,64}$/.test(account)) return account;
  } catch {
    // What is no JWT names no account.
  }
  throw new InvalidInputError(
    'The token of IBM Cloud names no account. Use an IAM API key, whose account can be read.',
  );
}
