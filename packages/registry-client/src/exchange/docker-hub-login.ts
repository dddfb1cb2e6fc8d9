import {
  tokenExpiry,
  type DockerHubConnectionCredential,
  type RegistryLogin,
  type Secret,
} from '@berth/core';
import { expiryAfter, subjectOf, tokenIn } from './exchanged-token.ts';
import type { ExchangeOptions } from './exchange-options.ts';
import { formRequest } from './form-request.ts';
import { identityTokenFor } from './identity-token.ts';
import {
  askTokenService,
  type TokenServiceAnswer,
  type TokenServiceRefusal,
} from './token-service.ts';

const IDENTITY = 'https://identity.docker.com';

/** Seconds; the most there is. The default of 300 ends before many a push does. */
const LIFETIME = 3600;

/**
 * A login at Docker Hub or its hardened images by an OIDC connection, as the organization.
 *
 * https://docs.docker.com/enterprise/security/oidc-connections/
 */
export async function dockerHubLogin(
  credential: DockerHubConnectionCredential,
  options: ExchangeOptions,
): Promise<RegistryLogin> {
  const { server, memory } = options;
  const { connectionId, organization } = credential;
  const ask = () => accessToken(connectionId, options);
  const login = await (memory ? memory.remember(['docker-hub', connectionId], ask) : ask());
  return { server, username: organization, ...login };
}

async function accessToken(
  connectionId: string,
  options: ExchangeOptions,
): Promise<{ readonly password: Secret; readonly expiresAt?: string }> {
  const identity = await identityTokenFor(IDENTITY, options);
  const form = {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    subject_token: identity.reveal(),
    connection_id: connectionId,
    expires_in: `${LIFETIME}`,
  };
  const facts = { connectionId, subject: subjectOf(identity) };
  const answer = await askTokenService(() => formRequest(`${IDENTITY}/oauth/token`, form), {
    ...options,
    explain: refused => explain(refused, facts),
  });
  const password = tokenIn(answer, 'access_token', options);
  const { expires_in = LIFETIME } = answer.fields;
  const expiresAt = tokenExpiry(password.reveal()) ?? expiryAfter(expires_in);
  return { password, ...(expiresAt !== undefined && { expiresAt }) };
}

/** Docker documents no codes: by the status, and by those of OAuth where the answer has one. */
function explain(
  { status, fields }: TokenServiceAnswer,
  { connectionId, subject }: { readonly connectionId: string; readonly subject: string },
): TokenServiceRefusal | undefined {
  const { error } = fields;
  const name = typeof error === 'string' && OAUTH_CODES.has(error) ? { name: error } : {};
  if (status === 403) {
    return {
      ...name,
      code: 'denied',
      what: `does not let ${subject} in by the connection "${connectionId}"`,
      nextStep:
        'Add this subject to a ruleset of the connection; its table of failures in Docker Home says more',
    };
  }
  const refused = status === 401 || status === 404 || (status === 400 && error === 'invalid_grant');
  if (!refused) return undefined;
  return {
    ...name,
    code: status === 404 ? 'not-found' : 'unauthorized',
    what: `does not take the identity token of ${subject} for the connection "${connectionId}"`,
    nextStep:
      'Check connection-id, and that the connection is active and has a ruleset with this subject; its table of failures in Docker Home says more',
  };
}

// https://www.rfc-editor.org/rfc/rfc6749#section-5.2
const OAUTH_CODES = new Set([
  ...['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client'],
  ...['unsupported_grant_type', 'invalid_scope', 'access_denied'],
]);
