import {
  tokenExpiry,
  type AzureFederationCredential,
  type RegistryLogin,
  type Secret,
} from '@berth/core';
import { azureCloudOf, type AzureCloud } from './azure-cloud.ts';
import { entraRefusal, exchangeRefusal } from './azure-refusal.ts';
import { subjectOf, tokenIn } from '../exchanged-token.ts';
import type { ExchangeOptions } from '../exchange-options.ts';
import { formRequest } from '../form-request.ts';
import { identityTokenFor } from '../identity-token.ts';
import { askTokenService } from '../token-service.ts';

/** The user name that goes with a refresh token of the registry. */
const REFRESH_TOKEN_USER = '00000000-0000-0000-0000-000000000000';

/**
 * A login at Azure Container Registry by a federated credential of Microsoft Entra ID. The registry
 * knows by itself how long it lasts, three hours as a rule.
 */
export async function azureLogin(
  credential: AzureFederationCredential,
  options: ExchangeOptions,
): Promise<RegistryLogin> {
  const { server, memory } = options;
  const cloud = azureCloudOf(server);
  const { clientId, tenantId } = credential;
  const ask = () => accessToken(credential, cloud, options);
  const parts = ['azure', cloud.authority, tenantId, clientId];
  const access = await (memory ? memory.remember(parts, ask) : ask());
  const password = await refreshToken({ credential, cloud, access }, options);
  const expiresAt = tokenExpiry(password.reveal());
  return {
    server,
    username: REFRESH_TOKEN_USER,
    password,
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

/** https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow#third-case-access-token-request-with-a-federated-credential */
async function accessToken(
  { clientId, tenantId }: AzureFederationCredential,
  { authority, audience, scope }: AzureCloud,
  options: ExchangeOptions,
): Promise<Secret> {
  const identity = await identityTokenFor(audience, options);
  const url = `https://${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: identity.reveal(),
    scope,
  };
  const facts = { clientId, tenantId, audience, subject: subjectOf(identity) };
  const answer = await askTokenService(() => formRequest(url, form), {
    ...options,
    explain: refused => entraRefusal(refused, facts),
  });
  return tokenIn(answer, 'access_token', options);
}

/** https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md */
async function refreshToken(
  caller: {
    readonly credential: AzureFederationCredential;
    readonly cloud: AzureCloud;
    readonly access: Secret;
  },
  options: ExchangeOptions,
): Promise<Secret> {
  const { credential, cloud, access } = caller;
  const form = {
    grant_type: 'access_token',
    service: cloud.loginServer,
    tenant: credential.tenantId,
    access_token: access.reveal(),
  };
  const answer = await askTokenService(
    () => formRequest(`https://${cloud.loginServer}/oauth2/exchange`, form),
    { ...options, explain: refused => exchangeRefusal(refused, credential) },
  );
  return tokenIn(answer, 'refresh_token', options);
}
