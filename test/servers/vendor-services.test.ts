import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAzureTokenService } from './azure-token-service.ts';
import { createCertificateAuthority } from './certificate-authority.ts';
import { startDockerHubIdentity } from './docker-hub-identity.ts';
import { startGoogleTokenService } from './google-token-service.ts';
import { startIbmCloud } from './ibm-cloud.ts';
import { startIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import type { VendorService } from './vendor-service.ts';

// A stand-in that takes what the vendor refuses proves nothing.

const PROVIDER = 'projects/1/locations/global/workloadIdentityPools/ci/providers/github';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const ca = createCertificateAuthority();
let issuer: IdentityProvider;
let services: Record<'google' | 'azure' | 'docker' | 'ibm', VendorService>;

beforeAll(async () => {
  issuer = await startIdentityProvider();
  const tls = ca.issue();
  const trusts = { issuer, audience: 'me' };
  services = {
    google: await startGoogleTokenService({ tls, trusts, provider: PROVIDER }),
    azure: await startAzureTokenService({
      ...{ tls, trusts, tenant: 't', clientId: 'c', subject: 's', scope: 'x/.default' },
      ...{ authority: 'login.microsoftonline.com', registry: 'acme.azurecr.io' },
    }),
    docker: await startDockerHubIdentity({ tls, trusts, connectionId: 'c', subjects: [] }),
    ibm: await startIbmCloud({
      ...{ tls, apiKey: 'k', account: 'a', registry: 'us.icr.io', namespaces: new Map() },
    }),
  };
});
afterAll(() => Promise.all([issuer, ...Object.values(services)].map(server => server.stop())));

const google = {
  audience: `//iam.googleapis.com/${PROVIDER}`,
  grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
  requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
  scope: 'https://www.googleapis.com/auth/cloud-platform',
  subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
};
const azure = {
  grant_type: 'client_credentials',
  client_id: 'c',
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  scope: 'x/.default',
};
const docker = {
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
  connection_id: 'c',
};

type Question = readonly [keyof typeof services, place: string, type: string, body: string];

describe('a vendor in the tests refuses', () => {
  test.each<[string, () => Question, number, object]>([
    [
      'a form for JSON',
      () => [
        'google',
        'sts.googleapis.com/v1/token',
        FORM,
        form({ ...google, subjectToken: jwt() }),
      ],
      400,
      { error: 'invalid_request' },
    ],
    [
      'a missing scope at Google',
      () => {
        const { scope, ...rest } = google;
        const body = JSON.stringify({ ...rest, scopes: scope, subjectToken: jwt() });
        return ['google', 'sts.googleapis.com/v1/token', JSON_TYPE, body];
      },
      400,
      { error: 'invalid_request' },
    ],
    [
      'JSON for a form',
      () => {
        const body = JSON.stringify({ ...azure, client_assertion: jwt() });
        return ['azure', 'login.microsoftonline.com/t/oauth2/v2.0/token', JSON_TYPE, body];
      },
      400,
      { error_codes: [900144] },
    ],
    [
      'a missing assertion',
      () => ['azure', 'login.microsoftonline.com/t/oauth2/v2.0/token', FORM, form(azure)],
      400,
      { error_codes: [900144] },
    ],
    [
      'an access token that Entra did not issue',
      () => {
        const grant = { grant_type: 'access_token', service: 'acme.azurecr.io', tenant: 't' };
        const body = form({ ...grant, access_token: 'made up' });
        return ['azure', 'acme.azurecr.io/oauth2/exchange', FORM, body];
      },
      401,
      { errors: [{ code: 'UNAUTHORIZED' }] },
    ],
    [
      'a lifetime of more than an hour',
      () => {
        const body = form({ ...docker, subject_token: jwt(), expires_in: '3601' });
        return ['docker', 'identity.docker.com/oauth/token', FORM, body];
      },
      400,
      { error: 'invalid_request' },
    ],
    [
      'an API key in another grant',
      () => [
        'ibm',
        'iam.cloud.ibm.com/identity/token',
        FORM,
        form({ grant_type: 'x', apikey: 'k' }),
      ],
      400,
      { errorCode: 'BXNIM0106E' },
    ],
    [
      'what it does not serve',
      () => ['docker', 'identity.docker.com.example.com/oauth/token', FORM, ''],
      404,
      {},
    ],
  ])('%s', async (_, question, status, body) => {
    const answer = await ask(...question());
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject(body);
  });
});

test('Google takes what is right', async () => {
  const body = JSON.stringify({ ...google, subjectToken: jwt() });
  const answer = await ask('google', 'sts.googleapis.com/v1/token', JSON_TYPE, body);
  expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3599 } });
});

function jwt(): string {
  return issuer.issue('me');
}

function form(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}

function ask(
  service: keyof typeof services,
  place: string,
  type: string,
  body: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const slash = place.indexOf('/');
  const headers = { host: place.slice(0, slash), 'content-type': type };
  const { port } = services[service];
  const options = { host: '127.0.0.1', port, path: place.slice(slash), headers, method: 'POST' };
  return new Promise((resolve, reject) => {
    const tls = { ca: ca.certificate, servername: 'localhost' };
    const sent = request({ ...options, ...tls }, response => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
