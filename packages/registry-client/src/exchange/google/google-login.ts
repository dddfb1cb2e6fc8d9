import {
  canonicalHost,
  InvalidInputError,
  type GoogleFederationCredential,
  type RegistryLogin,
  type Secret,
} from '@berth/core';
import { expiryAfter, subjectOf, tokenIn } from '../exchanged-token.ts';
import type { ExchangeOptions } from '../exchange-options.ts';
import { credentialsRefusal, exchangeRefusal } from './google-refusal.ts';
import { identityTokenFor } from '../identity-token.ts';
import { askTokenService, unusableAnswer } from '../token-service.ts';

interface AccessToken {
  readonly token: Secret;
  readonly expiresAt?: string;
}

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';

/** Below this, a login may not outlive the build that it is for. */
const SHORT_LIFE = 15 * 60;

/**
 * A login at Google's registries by workload identity federation: as the service account where one
 * is named, else as the federated identity itself.
 *
 * https://cloud.google.com/iam/docs/workload-identity-federation
 */
export async function googleLogin(
  credential: GoogleFederationCredential,
  options: ExchangeOptions,
): Promise<RegistryLogin> {
  const { server, memory } = options;
  checkUniverse(server);
  const { workloadIdentityProvider, serviceAccount = '' } = credential;
  const parts = ['google', workloadIdentityProvider, serviceAccount];
  const ask = () => accessToken(credential, options);
  const { token, expiresAt } = await (memory ? memory.remember(parts, ask) : ask());
  return {
    server,
    username: 'oauth2accesstoken',
    password: token,
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

function checkUniverse(server: string): void {
  const host = canonicalHost(server);
  if (!/\bs3nsregistry\.fr\b/.test(host)) return;
  throw new InvalidInputError(
    `There is no login by workload identity at "${host}": S3NS has token services of its own, which Berth does not know. Use the key of a service account.`,
  );
}

async function accessToken(
  { workloadIdentityProvider: provider, serviceAccount }: GoogleFederationCredential,
  options: ExchangeOptions,
): Promise<AccessToken> {
  const identity = await identityTokenFor(`https://iam.googleapis.com/${provider}`, options);
  const federated = await exchange(provider, identity, options);
  if (serviceAccount !== undefined) {
    return impersonate({ serviceAccount, token: federated.token, identity }, options);
  }
  warnOfShortLife(federated, options);
  return federated;
}

/** https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token */
async function exchange(
  provider: string,
  identity: Secret,
  options: ExchangeOptions,
): Promise<AccessToken> {
  const question = {
    audience: `//iam.googleapis.com/${provider}`,
    grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
    requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
    scope: SCOPE,
    subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
    subjectToken: identity.reveal(),
  };
  const subject = subjectOf(identity);
  const answer = await askTokenService(
    () => jsonRequest('https://sts.googleapis.com/v1/token', question),
    { ...options, explain: refused => exchangeRefusal(refused, { provider, subject }) },
  );
  const expiresAt = expiryAfter(answer.fields['expires_in']);
  const token = tokenIn(answer, 'access_token', options);
  return { token, ...(expiresAt !== undefined && { expiresAt }) };
}

/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken */
async function impersonate(
  caller: { readonly serviceAccount: string; readonly token: Secret; readonly identity: Secret },
  options: ExchangeOptions,
): Promise<AccessToken> {
  const { serviceAccount, token, identity } = caller;
  const account = encodeURIComponent(serviceAccount);
  const url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`;
  const subject = subjectOf(identity);
  const answer = await askTokenService(
    () => jsonRequest(url, { scope: [SCOPE], lifetime: '3600s' }, token),
    { ...options, explain: refused => credentialsRefusal(refused, { serviceAccount, subject }) },
  );
  const { expireTime } = answer.fields;
  const expiry = typeof expireTime === 'string' ? Date.parse(expireTime) : NaN;
  if (Number.isNaN(expiry)) throw unusableAnswer(answer, 'the time when the token ends');
  const accessToken = tokenIn(answer, 'accessToken', options);
  return { token: accessToken, expiresAt: new Date(expiry).toISOString() };
}

function jsonRequest(url: string, question: object, bearer?: Secret) {
  return {
    url,
    headers: {
      'content-type': 'application/json',
      ...(bearer && { authorization: `Bearer ${bearer.reveal()}` }),
    },
    body: JSON.stringify(question),
  };
}

function warnOfShortLife({ expiresAt }: AccessToken, { session }: ExchangeOptions): void {
  if (expiresAt === undefined) return;
  const seconds = (Date.parse(expiresAt) - Date.now()) / 1000;
  if (seconds > SHORT_LIFE) return;
  session?.onNotice?.(
    `The login of Google ends in ${Math.ceil(seconds / 60)} minutes. With service-account it lasts an hour.`,
  );
}
