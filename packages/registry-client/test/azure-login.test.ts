import { Secret, type AzureFederationCredential } from '@berth/core';
import {
  entraError,
  startAzureTokenService,
  type AzureTokenService,
} from '@berth/test/servers/azure-token-service';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ExchangeMemory } from '../src/exchange/exchange-memory.ts';
import { exchangeLogin } from '../src/exchange/exchange-login.ts';
import type { ExchangeOptions } from '../src/exchange/exchange-options.ts';

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const CLIENT = '11111111-2222-4333-8444-555555555555';
const SUBJECT = 'repo:acme/api:ref:refs/heads/main';
const SERVER = 'acme.azurecr.io';
const HOSTS = [
  ...['login.microsoftonline.com', 'login.chinacloudapi.cn', 'login.microsoftonline.us'],
  ...['acme.azurecr.io', 'acme.azurecr.cn', 'acme.azurecr.us', 'acme-a1b2.azurecr.io'],
];

const ca = createCertificateAuthority();
const tls = ca.issue(HOSTS.map(host => `DNS:${host}`));
const credential: AzureFederationCredential = {
  kind: 'azure-federation',
  clientId: CLIENT,
  tenantId: TENANT,
};
let issuer: IdentityProvider;
let azure: AzureTokenService;
let proxy: ForwardProxy;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  issuer = await startIdentityProvider();
  azure = await serve();
  proxy = await proxyTo(azure);
});
afterEach(async () => {
  expect(azure.faults).toEqual([]);
  azure.requests.length = 0;
  await Promise.all(stops.splice(0).map(stop => stop()));
});
afterAll(() => Promise.all([proxy, azure, issuer].map(server => server.stop())));

type Configuration = Partial<Parameters<typeof startAzureTokenService>[0]>;

function serve(configuration: Configuration = {}): Promise<AzureTokenService> {
  return startAzureTokenService({
    ...{ tls, tenant: TENANT, clientId: CLIENT, subject: SUBJECT, registry: SERVER },
    trusts: { issuer, audience: 'api://AzureADTokenExchange' },
    authority: 'login.microsoftonline.com',
    scope: 'https://containerregistry.azure.net/.default',
    ...configuration,
  });
}

function proxyTo({ port }: AzureTokenService): Promise<ForwardProxy> {
  return startForwardProxy({ tunnelsTo: Object.fromEntries(HOSTS.map(host => [host, port])) });
}

/** An Azure with another configuration, and the options that lead to it. */
async function another(configuration: Configuration, server = SERVER) {
  const service = await serve(configuration);
  const way = await proxyTo(service);
  stops.push(way.stop, service.stop);
  return {
    service,
    options: options({ server, session: { environment: { HTTPS_PROXY: way.url } } }),
  };
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

describe('trades an identity token', () => {
  test('for a login at the registry, which ends when its token says so', async () => {
    const login = await exchangeLogin(credential, options());

    const [refreshToken] = azure.refreshTokens.slice(-1);
    expect(login).toEqual({
      server: SERVER,
      username: '00000000-0000-0000-0000-000000000000',
      password: new Secret(refreshToken ?? ''),
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    });
    expect(login.password.reveal()).toBe(refreshToken);
    const minutes = (Date.parse(login.expiresAt ?? '') - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(180);
    expect(azure.lines()).toEqual([`POST /${TENANT}/oauth2/v2.0/token`, 'POST /oauth2/exchange']);
  });

  test.each<[string, string, Configuration]>([
    [
      'acme.azurecr.cn',
      'in China',
      {
        authority: 'login.chinacloudapi.cn',
        registry: 'acme.azurecr.cn',
        scope: 'https://management.chinacloudapi.cn/.default',
      },
    ],
    [
      'acme.azurecr.us',
      'of the US Government',
      {
        authority: 'login.microsoftonline.us',
        registry: 'acme.azurecr.us',
        scope: 'https://management.usgovcloudapi.net/.default',
      },
    ],
    ['acme.westeurope.geo.azurecr.io', 'of one region', {}],
    ['acme-a1b2.azurecr.io', 'with a hash in its name', { registry: 'acme-a1b2.azurecr.io' }],
    [`https://${SERVER}/v2/`, 'that is written as a URL', {}],
  ])('at %s, a registry %s', async (server, _, configuration) => {
    const audience = `api://AzureADTokenExchange${server.endsWith('.cn') ? 'China' : server.endsWith('.us') ? 'USGov' : ''}`;
    const trusts = { issuer, audience };
    const there = await another({ ...configuration, trusts }, server);
    const login = await exchangeLogin(credential, there.options);

    expect(login.server).toBe(server);
    expect(there.service.refreshTokens).toEqual([login.password.reveal()]);
  });

  test('once for several registries of a cloud, and once at each of them', async () => {
    const memory = new ExchangeMemory();
    const servers = [SERVER, 'acme.westeurope.geo.azurecr.io'];
    await Promise.all(
      servers.map(server => exchangeLogin(credential, options({ server, memory }))),
    );

    expect(azure.lines()).toEqual([
      `POST /${TENANT}/oauth2/v2.0/token`,
      'POST /oauth2/exchange',
      'POST /oauth2/exchange',
    ]);
  });

  test('for a login that says nothing of its end where its token says nothing', async () => {
    azure.faults.push(undefined, { body: '{"refresh_token":"opaque"}' });
    const login = await exchangeLogin(credential, options());

    expect(login).not.toHaveProperty('expiresAt');
  });
});

const ENTRA = '"login.microsoftonline.com"';

describe('says what Azure refuses', () => {
  test.each<[string, Configuration, object]>([
    [
      'a subject without federated credential, by the subject',
      { subject: 'repo:acme/api:environment:production' },
      {
        code: 'unauthorized',
        status: 401,
        message: `${ENTRA} has no federated credential of the application "${CLIENT}" for the subject "${SUBJECT}" (401, AADSTS700213). Add one with exactly this subject, and with the issuer of the workflow.`,
      },
    ],
    [
      'an application that is not there',
      { clientId: '99999999-2222-4333-8444-555555555555' },
      {
        code: 'not-found',
        message: `${ENTRA} has no application "${CLIENT}" in the tenant "${TENANT}" (400, AADSTS700016). Check client-id, which is not the ID of the object, and tenant-id.`,
      },
    ],
    [
      'a tenant that is not there',
      { tenant: '99999999-2222-4333-8444-555555555555' },
      {
        code: 'not-found',
        message: `${ENTRA} has no tenant "${TENANT}" (400, AADSTS90002). Check tenant-id, and that the tenant is in the same cloud as the registry.`,
      },
    ],
    [
      'a tenant without registries',
      { scope: 'https://management.azure.com/.default' },
      {
        code: 'rejected',
        message: `${ENTRA} has no container registries in the tenant "${TENANT}" (400, AADSTS500011). Check tenant-id: it is the tenant of the subscription that the registry is in.`,
      },
    ],
    [
      'an application without a role on the registry',
      { assigned: false },
      {
        code: 'denied',
        status: 401,
        host: SERVER,
        message: `"${SERVER}" does not let the application "${CLIENT}" in (401). Give it the role AcrPull, or AcrPush to push, on this registry, and check that the registry belongs to the tenant "${TENANT}"; a new role takes some minutes to work.`,
      },
    ],
  ])('%s', async (_, configuration, error) => {
    const there = await another(configuration);
    await expect(exchangeLogin(credential, there.options)).rejects.toMatchObject({
      name: 'RegistryRequestError',
      transient: false,
      ...error,
    });
  });

  test.each<[string, (audience: string) => string, string, string]>([
    [
      'has expired',
      audience => issuer.issue(audience, { exp: 1_700_000_000 }),
      'does not take the identity token now (401, AADSTS700024)',
      'Check the clock of this machine: the token is expired, or not yet valid',
    ],
    [
      'is for somebody else',
      () => issuer.issue('sts.amazonaws.com'),
      `has no federated credential of the application "${CLIENT}" for the audience "api://AzureADTokenExchange" (401, AADSTS700212)`,
      'Set the audience of its federated credential to this one',
    ],
    [
      'is of another issuer',
      audience => issuer.issue(audience, { iss: 'https://ghes.example.com' }),
      `has no federated credential of the application "${CLIENT}" for the subject "${SUBJECT}" (401, AADSTS700211)`,
      'Add one with exactly this subject, and with the issuer of the workflow',
    ],
    [
      'was changed',
      audience => `${issuer.issue(audience).slice(0, -9)}AAAAAAAAA`,
      'cannot verify the identity token (401, AADSTS700027)',
      'Check the issuer in the federated credential, and that its keys are public',
    ],
    [
      'is none',
      () => 'hunter2',
      'cannot verify the identity token (401, AADSTS50027)',
      'Check the issuer in the federated credential, and that its keys are public',
    ],
  ])('an identity token that %s', async (_, issue, what, nextStep) => {
    const identityToken = (audience: string) => Promise.resolve(new Secret(issue(audience)));
    await expect(exchangeLogin(credential, options({ identityToken }))).rejects.toMatchObject({
      code: 'unauthorized',
      message: `${ENTRA} ${what}. ${nextStep}.`,
    });
  });

  test.each<[number, string, string]>([
    [
      70021,
      'unauthorized',
      `has no federated credential of the application "${CLIENT}" for the subject "${SUBJECT}"`,
    ],
    [900023, 'not-found', `has no tenant "${TENANT}"`],
    [7000112, 'denied', `has the application "${CLIENT}" disabled`],
    [53003, 'denied', `keeps the application "${CLIENT}" out by a Conditional Access policy`],
    [123456, 'rejected', 'refused the request'],
  ])('AADSTS%i', async (number, code, what) => {
    azure.faults.push(fault(number));
    await expect(exchangeLogin(credential, options())).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`${ENTRA} ${what} (400, AADSTS${number}). `) as string,
    });
  });

  test('by the text where the list of numbers is missing', async () => {
    const body = { error: 'invalid_request', error_description: 'AADSTS90002: Tenant not found.' };
    azure.faults.push({ status: 400, body: JSON.stringify(body) });
    await expect(exchangeLogin(credential, options())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a machine that the registry does not let in', async () => {
    const body = '{"errors":[{"code":"DENIED","message":"10.1.2.3"}]}';
    azure.faults.push(undefined, { status: 403, body });
    await expect(exchangeLogin(credential, options())).rejects.toMatchObject({
      code: 'denied',
      message: `"${SERVER}" does not let this machine in (403). Allow its address in the network rules of the registry, or use its private endpoint.`,
    });
  });
});

describe('before Azure is asked, refuses', () => {
  test.each([
    [
      'acme.azurecr.de',
      'Invalid Azure registry "acme.azurecr.de": Microsoft closed its German cloud in 2021. Use the login server, such as name.azurecr.io.',
    ],
    [
      'acme.azurecr.io.example.com',
      'A credential of kind "azure-federation" does not belong to "acme.azurecr.io.example.com" (Other registry). Use one of: password.',
    ],
    [
      'acme.azurecr.io:8443',
      'A credential of kind "azure-federation" does not belong to "acme.azurecr.io:8443" (Other registry). Use one of: password.',
    ],
  ])('%s', async (server, message) => {
    await expect(exchangeLogin(credential, options({ server }))).rejects.toMatchObject({
      name: 'InvalidInputError',
      message,
    });
    expect(azure.lines()).toEqual([]);
  });
});

describe('when Azure does not answer as it should', () => {
  test.each<[string, AzureTokenService['faults'][number]]>([
    ['5xx', { status: 502, body: '<html>' }],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '0' } }],
    ['what Microsoft calls a temporary fault', fault(90033)],
    ['a broken connection', 'reset'],
  ])('tries again after %s', async (_, given) => {
    azure.faults.push(given);
    await exchangeLogin(credential, options({ session: { retries: 1 } }));
    expect(azure.lines()).toHaveLength(3);
  });

  test.each<[string, AzureTokenService['faults'][number], string]>([
    ['no JSON', { body: '<html>hunter2</html>' }, 'without a token'],
    ['no token', { body: '{"token_type":"hunter2"}' }, 'without a token'],
    ['a huge body', { body: 'hunter2'.repeat(50_000) }, 'more than 262144 bytes'],
    ['a redirect', { status: 302, headers: { location: 'https://hunter2.test/' } }, '(302)'],
  ])('takes no token from %s', async (_, given, message) => {
    azure.faults.push(given);
    const error = await failure(options());
    expect(error).toMatchObject({ code: 'protocol', host: 'login.microsoftonline.com' });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain('hunter2');
  });

  test.each<[string, AzureTokenService['faults'][number]]>([
    ['no JSON', { body: '<html>hunter2</html>' }],
    ['an access token instead', { body: '{"access_token":"hunter2"}' }],
    ['a redirect', { status: 307, headers: { location: 'https://hunter2.test/' } }],
  ])('takes no token of the registry from %s', async (_, given) => {
    azure.faults.push(undefined, given);
    const error = await failure(options());
    expect(error).toMatchObject({ code: 'protocol', host: SERVER });
    expect(error.message).not.toContain('hunter2');
  });

  test('shows no token in an error', async () => {
    const secrets: string[] = [];
    const identityToken = (audience: string) => {
      secrets.push(issuer.issue(audience));
      return Promise.resolve(new Secret(secrets.at(-1) ?? ''));
    };
    const there = await another({ assigned: false });
    const error = await failure({ ...there.options, identityToken });
    const access = new URLSearchParams(there.service.requests.at(-1)?.body).get('access_token');
    const payload = secrets[0]?.split('.')[1] ?? '';
    const shown = [String(error), JSON.stringify(error), error.stack].join();
    for (const secret of [...secrets, payload, access ?? '']) {
      expect(secret).not.toBe('');
      expect(shown).not.toContain(secret);
    }
  });
});

function fault(number: number): AzureTokenService['faults'][number] {
  const { status, body } = entraError('invalid_request', number);
  return { status, body: JSON.stringify(body) };
}

async function failure(given: ExchangeOptions): Promise<Error> {
  try {
    await exchangeLogin(credential, given);
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was accepted.');
}
