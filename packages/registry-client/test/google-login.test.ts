import { Secret, type GoogleFederationCredential } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  GOOGLE_TOKEN_HOSTS,
  startGoogleTokenService,
  type GoogleTokenService,
} from '@berth/test/servers/google-token-service';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ExchangeMemory } from '../src/exchange/exchange-memory.ts';
import { exchangeLogin } from '../src/exchange/exchange-login.ts';
import type { ExchangeOptions } from '../src/exchange/exchange-options.ts';

const POOL = 'projects/123456789/locations/global/workloadIdentityPools/ci';
const PROVIDER = `${POOL}/providers/github`;
const ACCOUNT = 'pusher@acme.iam.gserviceaccount.com';
const SUBJECT = 'repo:acme/api:ref:refs/heads/main';
const SERVER = 'europe-west1-docker.pkg.dev';

const ca = createCertificateAuthority();
const tls = ca.issue(GOOGLE_TOKEN_HOSTS.map(host => `DNS:${host}`));
const credential: GoogleFederationCredential = {
  kind: 'google-federation',
  workloadIdentityProvider: PROVIDER,
};
let issuer: IdentityProvider;
let google: GoogleTokenService;
let proxy: ForwardProxy;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  issuer = await startIdentityProvider();
  google = await serve();
  proxy = await proxyTo(google);
});
afterEach(async () => {
  expect(google.faults).toEqual([]);
  google.requests.length = 0;
  await Promise.all(stops.splice(0).map(stop => stop()));
});
afterAll(() => Promise.all([proxy, google, issuer].map(server => server.stop())));

function serve(options: Partial<Parameters<typeof startGoogleTokenService>[0]> = {}) {
  const trusts = { issuer, audience: `https://iam.googleapis.com/${PROVIDER}` };
  return startGoogleTokenService({
    ...{ tls, trusts, provider: PROVIDER, subjects: [SUBJECT] },
    serviceAccounts: { [ACCOUNT]: [SUBJECT], 'other@acme.iam.gserviceaccount.com': [] },
    ...options,
  });
}

function proxyTo({ port }: GoogleTokenService): Promise<ForwardProxy> {
  return startForwardProxy({
    tunnelsTo: Object.fromEntries(GOOGLE_TOKEN_HOSTS.map(host => [host, port])),
  });
}

/** Google with another configuration, and the way to it. */
async function another(options: Parameters<typeof serve>[0]): Promise<{ HTTPS_PROXY: string }> {
  const server = await serve(options);
  const way = await proxyTo(server);
  stops.push(way.stop, server.stop);
  return { HTTPS_PROXY: way.url };
}

function options(given: Partial<ExchangeOptions> = {}): ExchangeOptions {
  return {
    server: SERVER,
    identityToken: audience => Promise.resolve(new Secret(issuer.issue(audience))),
    caCertificate: ca.certificate,
    ...given,
    session: { retries: 0, environment: { HTTPS_PROXY: proxy.url }, ...given.session },
  };
}

function minutesUntil(expiresAt: string | undefined): number {
  return Math.round((Date.parse(expiresAt ?? '') - Date.now()) / 60_000);
}

describe('trades an identity token', () => {
  test.each([SERVER, 'docker.europe-west1.rep.pkg.dev', 'eu.gcr.io', `https://${SERVER}/acme`])(
    'for a login at %s, as the workflow itself',
    async server => {
      const login = await exchangeLogin(credential, options({ server }));

      expect(login).toEqual({
        server,
        username: 'oauth2accesstoken',
        password: expect.any(Secret) as Secret,
        expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      });
      expect(google.issued.at(-1)).toEqual({ token: login.password.reveal(), subject: SUBJECT });
      expect(minutesUntil(login.expiresAt)).toBe(60);
      expect(google.lines()).toEqual(['POST /v1/token']);
    },
  );

  test('for a login as a service account', async () => {
    const login = await exchangeLogin({ ...credential, serviceAccount: ACCOUNT }, options());

    expect(google.issued.at(-1)).toEqual({ token: login.password.reveal(), subject: ACCOUNT });
    expect(minutesUntil(login.expiresAt)).toBe(60);
    expect(google.lines()).toEqual([
      'POST /v1/token',
      'POST /v1/projects/-/serviceAccounts/pusher%40acme.iam.gserviceaccount.com:generateAccessToken',
    ]);
  });

  test('once for several registries', async () => {
    const memory = new ExchangeMemory();
    const servers = [SERVER, 'us-docker.pkg.dev', 'gcr.io'];
    const logins = await Promise.all(
      servers.map(server => exchangeLogin(credential, options({ server, memory }))),
    );

    expect(logins.map(login => login.server)).toEqual(servers);
    expect(google.lines()).toEqual(['POST /v1/token']);
  });

  test('and says when the login ends soon, and what helps', async () => {
    const notices: string[] = [];
    const environment = await another({ lifetime: 299 });
    const session = { environment, retries: 0, onNotice: (line: string) => notices.push(line) };
    await exchangeLogin(credential, options({ session }));

    expect(notices).toEqual([
      'The login of Google ends in 5 minutes. With service-account it lasts an hour.',
    ]);
  });
});

const STS = '"sts.googleapis.com"';
const IAM = '"iamcredentials.googleapis.com"';

describe('says what Google refuses', () => {
  test.each<[string, Partial<GoogleFederationCredential>, object]>([
    [
      'a provider that is not there',
      { workloadIdentityProvider: `${POOL}/providers/gitlab` },
      {
        code: 'not-found',
        message: `${STS} has no workload identity provider "${POOL}/providers/gitlab" that is enabled (400, invalid_target). Check its name, with the number of the project and not its ID, and that neither pool nor provider is disabled or deleted.`,
      },
    ],
    [
      'a provider with the ID of the project',
      { workloadIdentityProvider: PROVIDER.replace('123456789', 'acme') },
      {
        code: 'rejected',
        message: `${STS} takes "${PROVIDER.replace('123456789', 'acme')}" for no workload identity provider (400, invalid_request). Write projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>.`,
      },
    ],
    [
      'a service account that does not trust the workflow',
      { serviceAccount: 'other@acme.iam.gserviceaccount.com' },
      {
        code: 'denied',
        status: 403,
        message: `${IAM} does not let "${SUBJECT}" act as "other@acme.iam.gserviceaccount.com" (403, PERMISSION_DENIED). Grant the principal of the workload identity pool roles/iam.workloadIdentityUser on that service account.`,
      },
    ],
    [
      'a service account that is not there',
      { serviceAccount: 'gone@acme.iam.gserviceaccount.com' },
      {
        code: 'not-found',
        message: `${IAM} has no service account "gone@acme.iam.gserviceaccount.com" (404, NOT_FOUND). Check its address, and that it was not deleted.`,
      },
    ],
  ])('%s', async (_, fields, error) => {
    await expect(exchangeLogin({ ...credential, ...fields }, options())).rejects.toMatchObject({
      name: 'RegistryRequestError',
      transient: false,
      ...error,
    });
  });

  test('a workflow that the attribute condition rejects', async () => {
    const environment = await another({ subjects: ['repo:acme/web:ref:refs/heads/main'] });
    await expect(
      exchangeLogin(credential, options({ session: { environment } })),
    ).rejects.toMatchObject({
      code: 'denied',
      message: `${STS} does not let "${SUBJECT}" in, by the attribute condition of "${PROVIDER}" (401, unauthorized_client). Compare that condition with the claims of this workflow.`,
    });
  });

  test('a project without the API that service accounts need', async () => {
    const environment = await another({ credentialsApiDisabled: true });
    const impersonating = { ...credential, serviceAccount: ACCOUNT };
    await expect(
      exchangeLogin(impersonating, options({ session: { environment } })),
    ).rejects.toMatchObject({
      code: 'denied',
      message: `${IAM} is switched off in the project of the workload identity pool (403, SERVICE_DISABLED). Enable the IAM Service Account Credentials API (iamcredentials.googleapis.com) there.`,
    });
  });

  test.each<[string, (audience: string) => string, string]>([
    ['has expired', audience => issuer.issue(audience, { exp: 1_700_000_000 }), `"${SUBJECT}"`],
    [
      'is of another issuer',
      audience => issuer.issue(audience, { iss: 'https://x.test' }),
      `"${SUBJECT}"`,
    ],
    ['is for somebody else', () => issuer.issue('sts.amazonaws.com'), `"${SUBJECT}"`],
    ['was changed', audience => `${issuer.issue(audience).slice(0, -9)}AAAAAAAAA`, `"${SUBJECT}"`],
    ['is none', () => 'hunter2', 'this identity token'],
  ])('an identity token that %s', async (_, issue, subject) => {
    const identityToken = (audience: string) => Promise.resolve(new Secret(issue(audience)));
    await expect(exchangeLogin(credential, options({ identityToken }))).rejects.toMatchObject({
      code: 'unauthorized',
      message: `${STS} does not take the identity token of ${subject} (400, invalid_grant). Check the issuer of the provider, that its allowed audiences are the default or hold "https://iam.googleapis.com/${PROVIDER}", and the clock.`,
    });
  });
});

describe('before Google is asked, refuses', () => {
  test.each([
    [
      'docker.s3nsregistry.fr',
      'There is no login by workload identity at "docker.s3nsregistry.fr": S3NS has token services of its own, which Berth does not know. Use the key of a service account.',
    ],
    [
      'gcr.io.example.com',
      'A credential of kind "google-federation" does not belong to "gcr.io.example.com" (Other registry). Use one of: password.',
    ],
    [
      'acme.azurecr.io',
      'A credential of kind "google-federation" does not belong to "acme.azurecr.io" (Azure Container Registry). Use one of: azure-service-principal, azure-federation, node-role, password.',
    ],
  ])('%s', async (server, message) => {
    await expect(exchangeLogin(credential, options({ server }))).rejects.toMatchObject({
      name: 'InvalidInputError',
      message,
    });
    expect(google.lines()).toEqual([]);
  });

  test('a caller without identity tokens', async () => {
    const rest = { server: SERVER, caCertificate: ca.certificate };
    await expect(exchangeLogin(credential, rest)).rejects.toThrow(
      /^A login without a stored secret needs an identity token, and there is none here\./,
    );
  });
});

describe('when Google does not answer as it should', () => {
  test.each<[string, ...GoogleTokenService['faults']]>([
    ['5xx', { status: 503 }],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '0' } }],
    ['a broken connection', 'reset'],
    [
      'an issuer that Google could not reach',
      {
        status: 400,
        body: '{"error":"invalid_grant","error_description":"Error connecting to the given credential\'s issuer."}',
      },
    ],
  ])('tries again after %s', async (_, ...faults) => {
    google.faults.push(...faults);
    await exchangeLogin(credential, options({ session: { retries: 1 } }));
    expect(google.lines()).toEqual(['POST /v1/token', 'POST /v1/token']);
  });

  test('does not try again what it has refused', async () => {
    google.faults.push({ status: 403 });
    await expect(
      exchangeLogin(credential, options({ session: { retries: 3 } })),
    ).rejects.toMatchObject({ code: 'denied' });
    expect(google.lines()).toHaveLength(1);
  });

  test.each<[string, GoogleTokenService['faults'][number], string]>([
    ['no JSON', { body: '<html>hunter2</html>' }, 'without a token'],
    ['another JSON', { body: '["hunter2"]' }, 'without a token'],
    ['a token that is none', { body: '{"access_token":{"hunter2":1}}' }, 'without a token'],
    ['a line break in it', { body: '{"access_token":"a\\r\\nx: hunter2"}' }, 'without a token'],
    ['an empty token', { body: '{"access_token":""}' }, 'without a token'],
    ['a huge body', { body: 'hunter2'.repeat(50_000) }, 'more than 262144 bytes'],
    [
      'a redirect',
      { status: 307, headers: { location: 'https://example.com/hunter2' } },
      'answered what no token service should',
    ],
  ])('takes no token from %s', async (_, fault, message) => {
    google.faults.push(fault);
    const error = await failure(options());
    expect(error).toMatchObject({ code: 'protocol', host: 'sts.googleapis.com' });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('hunter2');
  });

  test.each<[string, GoogleTokenService['faults'][number], string]>([
    ['no JSON', { body: 'hunter2' }, 'without the time when the token ends'],
    ['no end', { body: '{"accessToken":"hunter2"}' }, 'without the time when the token ends'],
    ['no token', { body: '{"expireTime":"2030-01-01T00:00:00Z"}' }, 'without a token'],
  ])('takes no token of a service account from %s', async (_, fault, message) => {
    google.faults.push(undefined, fault);
    const login = exchangeLogin({ ...credential, serviceAccount: ACCOUNT }, options());
    const error = (await login.catch((reason: unknown) => reason)) as Error;
    expect(error).toMatchObject({ code: 'protocol', host: 'iamcredentials.googleapis.com' });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('hunter2');
  });

  test('tries again what the service account failed at, and only that', async () => {
    google.faults.push(undefined, { status: 503 });
    const session = { retries: 1 };
    await exchangeLogin({ ...credential, serviceAccount: ACCOUNT }, options({ session }));
    expect(google.lines().map(line => line.slice(0, 14))).toEqual([
      'POST /v1/token',
      'POST /v1/proje',
      'POST /v1/proje',
    ]);
  });

  test.each([
    ['never', undefined],
    ['-1', -1],
    ['1e300', 1e300],
    ['"3600"', '3600'],
  ])('does not guess when a token ends: %s', async (_, expires_in) => {
    google.faults.push({ body: JSON.stringify({ access_token: 't', expires_in }) });
    const login = await exchangeLogin(credential, options());
    expect(login).toEqual({
      server: SERVER,
      username: 'oauth2accesstoken',
      password: expect.any(Secret) as Secret,
    });
  });

  test('shows no token in an error', async () => {
    const secrets: string[] = [];
    const identityToken = (audience: string) => {
      secrets.push(issuer.issue(audience));
      return Promise.resolve(new Secret(secrets.at(-1) ?? ''));
    };
    const service = { ...credential, serviceAccount: 'other@acme.iam.gserviceaccount.com' };
    const error = await exchangeLogin(service, options({ identityToken })).catch((e: unknown) => e);
    const shown = [String(error), JSON.stringify(error), (error as Error).stack].join();
    const payloads = secrets.map(secret => secret.split('.')[1] ?? '');
    for (const secret of [...secrets, ...payloads, google.issued.at(-1)?.token ?? '']) {
      expect(shown).not.toContain(secret);
    }
    expect(secrets).toHaveLength(1);
  });
});

async function failure(given: ExchangeOptions): Promise<Error> {
  try {
    await exchangeLogin(credential, given);
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was accepted.');
}
