import { Secret, type Credential } from '@berth/core';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import { startIbmCloud } from '@berth/test/servers/ibm-cloud';
import type { VendorService } from '@berth/test/servers/vendor-service';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRepository, type RepositoryOptions } from '../src/exchange/create-repository.ts';

const API_KEY = 'ApiKey-hunter2+%/=';
const ACCOUNT = '4f0d1c0a3b5e4d7c8a9b0c1d2e3f4a5b';
const IAM = '"iam.cloud.ibm.com"';
const SERVER = 'us.icr.io';
const HOSTS = [
  ...['iam.cloud.ibm.com', 'private.iam.cloud.ibm.com'],
  ...['us.icr.io', 'private.us.icr.io', 'icr.io'],
];

const ca = createCertificateAuthority();
const tls = ca.issue(HOSTS.map(host => `DNS:${host}`));
const credential: Credential = { kind: 'iam-api-key', apiKey: new Secret(API_KEY) };
const namespaces = new Map<string, string>();
let cloud: VendorService;
let proxy: ForwardProxy;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  cloud = await serve();
  proxy = await proxyTo(cloud);
});
afterEach(async () => {
  expect(cloud.faults).toEqual([]);
  cloud.requests.length = 0;
  proxy.requests.length = 0;
  namespaces.clear();
  await Promise.all(stops.splice(0).map(stop => stop()));
});
afterAll(() => Promise.all([proxy, cloud].map(server => server.stop())));

type Configuration = Partial<Parameters<typeof startIbmCloud>[0]>;

function serve(configuration: Configuration = {}): Promise<VendorService> {
  const usual = { apiKey: API_KEY, account: ACCOUNT, registry: SERVER };
  return startIbmCloud({ tls, namespaces, ...usual, ...configuration });
}

function proxyTo({ port }: VendorService): Promise<ForwardProxy> {
  return startForwardProxy({ tunnelsTo: Object.fromEntries(HOSTS.map(host => [host, port])) });
}

async function another(configuration: Configuration): Promise<{ HTTPS_PROXY: string }> {
  const service = await serve(configuration);
  const way = await proxyTo(service);
  stops.push(way.stop, service.stop);
  return { HTTPS_PROXY: way.url };
}

function options(given: Partial<RepositoryOptions> = {}): RepositoryOptions {
  return {
    server: SERVER,
    repository: 'acme/api',
    caCertificate: ca.certificate,
    ...given,
    session: { retries: 0, environment: { HTTPS_PROXY: proxy.url }, ...given.session },
  };
}

describe('creates the namespace of a repository', () => {
  test('once', async () => {
    expect(await createRepository(credential, options())).toBe('created');
    expect(await createRepository(credential, options({ repository: 'acme/a/b' }))).toBe('existed');

    expect(namespaces).toEqual(new Map([['acme', ACCOUNT]]));
    expect(cloud.lines().slice(0, 2)).toEqual([
      'POST /identity/token',
      'PUT /api/v1/namespaces/acme',
    ]);
  });

  test.each<[string, Credential]>([
    [
      'the user name iamapikey',
      { kind: 'password', username: 'iamapikey', password: new Secret(API_KEY) },
    ],
    ['no user name', { kind: 'password', password: new Secret(API_KEY) }],
  ])('with an API key that is stored with %s', async (_, password) => {
    expect(await createRepository(password, options())).toBe('created');
  });

  test('with the access token that a user has got already', async () => {
    await createRepository(credential, options());
    const token = /^Bearer (.+)$/.exec(cloud.requests[1]?.headers.authorization ?? '')?.[1] ?? '';
    cloud.requests.length = 0;
    const bearer: Credential = {
      ...{ kind: 'password', username: 'iambearer' },
      password: new Secret(token),
    };

    expect(await createRepository(bearer, options())).toBe('existed');
    expect(cloud.lines()).toEqual(['PUT /api/v1/namespaces/acme']);
  });

  test('over the private network where the registry is asked there', async () => {
    const server = 'private.us.icr.io';
    const service = await serve({ registry: server });
    const way = await proxyTo(service);
    stops.push(way.stop, service.stop);
    const session = { environment: { HTTPS_PROXY: way.url } };

    expect(await createRepository(credential, options({ server, session }))).toBe('created');
    expect(way.requests).toEqual([
      'CONNECT private.iam.cloud.ibm.com:443',
      'CONNECT private.us.icr.io:443',
    ]);
  });
});

describe('says what IBM Cloud refuses', () => {
  test('an API key that it does not know, without the key', async () => {
    const wrong: Credential = { kind: 'iam-api-key', apiKey: new Secret('hunter3') };
    await expect(createRepository(wrong, options())).rejects.toMatchObject({
      name: 'RegistryRequestError',
      code: 'unauthorized',
      status: 400,
      message: `${IAM} does not take the API key (400, BXNIM0415E). Check that it is whole and belongs to IBM Cloud, and that it was neither deleted, disabled nor locked.`,
    });
    expect(cloud.lines()).toEqual(['POST /identity/token']);
  });

  test('a key that may not manage namespaces', async () => {
    const session = { environment: await another({ manager: false }) };
    await expect(createRepository(credential, options({ session }))).rejects.toMatchObject({
      code: 'denied',
      status: 403,
      message: `"${SERVER}" does not let the API key create the namespace "acme" (403). Give its owner the role Manager for Container Registry in the whole account, and Viewer on the resource group; a region holds 100 namespaces of an account.`,
    });
  });

  test('a namespace of another account', async () => {
    namespaces.set('acme', 'another-account');
    await expect(createRepository(credential, options())).rejects.toMatchObject({
      code: 'rejected',
      status: 409,
      message: `"${SERVER}" does not give away the namespace "acme", which is taken (409). Choose another name, which no account of the region has; one just deleted is free after some minutes.`,
    });
    expect(namespaces).toEqual(new Map([['acme', 'another-account']]));
  });

  test('a token of another account', async () => {
    const token = `${encode({ alg: 'RS256' })}.${encode({ account: { bss: 'other' } })}.c2ln`;
    cloud.faults.push({ body: JSON.stringify({ access_token: token }) });
    await expect(createRepository(credential, options())).rejects.toMatchObject({
      code: 'unauthorized',
      message: `"${SERVER}" does not take the token of the API key (401, CRG0014E). Check that the key is of the account and region that the registry belongs to.`,
    });
  });
});

describe('before IBM Cloud is asked, refuses', () => {
  test.each<[Partial<RepositoryOptions>, string]>([
    [
      { repository: 'api' },
      'Invalid repository "api": IBM Cloud wants a namespace before it. Write us.icr.io/namespace/api.',
    ],
    [
      { repository: 'abc/api' },
      'Invalid namespace "abc": at IBM Cloud it has 4 to 30 characters. Use lowercase letters, digits, "-" and "_", with a letter or digit at both ends.',
    ],
    [
      { repository: `${'a'.repeat(31)}/api` },
      `Invalid namespace "${'a'.repeat(31)}": at IBM Cloud it has 4 to 30 characters. Use lowercase letters, digits, "-" and "_", with a letter or digit at both ends.`,
    ],
    [
      { repository: '../v2/api' },
      'Invalid namespace "..": at IBM Cloud it has 4 to 30 characters. Use lowercase letters, digits, "-" and "_", with a letter or digit at both ends.',
    ],
    [
      { server: 'registry.ng.bluemix.net' },
      'No namespace is created at "registry.ng.bluemix.net": IBM Cloud has retired that name. Use the host of the region, such as us.icr.io.',
    ],
  ])('%j', async (given, message) => {
    await expect(createRepository(credential, options(given))).rejects.toMatchObject({
      name: 'InvalidInputError',
      message,
    });
    expect(proxy.requests).toEqual([]);
  });

  test('a login that is no API key', async () => {
    const password: Credential = { kind: 'password', username: 'me', password: new Secret('p') };
    await expect(createRepository(password, options())).rejects.toThrow(
      'A credential of kind "password" of the user "me" creates no namespace at IBM Cloud. Use an IAM API key, with the user name iamapikey.',
    );
  });

  test('a key that is bound to another host', async () => {
    const bound: Credential = { ...credential, hosts: ['de.icr.io'] };
    await expect(createRepository(bound, options())).rejects.toThrow(
      'The credential is bound to de.icr.io and is not sent to "us.icr.io".',
    );
    expect(proxy.requests).toEqual([]);
  });
});

describe('when IBM Cloud does not answer as it should', () => {
  test.each<[string, VendorService['faults'][number]]>([
    ['5xx', { status: 503 }],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '0' } }],
    ['a broken connection', 'reset'],
  ])('tries again after %s', async (_, fault) => {
    cloud.faults.push(fault);
    expect(await createRepository(credential, options({ session: { retries: 1 } }))).toBe(
      'created',
    );
    expect(cloud.lines()).toHaveLength(3);
  });

  test.each<[string, VendorService['faults'][number]]>([
    ['no JSON', { body: '<html>hunter2</html>' }],
    ['no token', { body: '{"token":"hunter2"}' }],
    ['a huge body', { body: 'hunter2'.repeat(50_000) }],
    ['a redirect', { status: 307, headers: { location: 'https://hunter2.test/' } }],
  ])('goes no further with %s', async (_, fault) => {
    cloud.faults.push(fault);
    const error = await failure();
    expect(error).toMatchObject({ code: 'protocol', host: 'iam.cloud.ibm.com' });
    expect(error.message).not.toContain('hunter2');
    expect(cloud.lines()).toEqual(['POST /identity/token']);
  });

  test('takes only 200 and 201 for a namespace', async () => {
    cloud.faults.push(undefined, { status: 204 });
    const error = await failure();
    expect(error).toMatchObject({ code: 'protocol', host: SERVER, status: 204 });
  });

  test('tries again what the registry failed at, and only that', async () => {
    cloud.faults.push(undefined, { status: 502 });
    expect(await createRepository(credential, options({ session: { retries: 1 } }))).toBe(
      'created',
    );
    expect(cloud.lines()).toEqual([
      'POST /identity/token',
      'PUT /api/v1/namespaces/acme',
      'PUT /api/v1/namespaces/acme',
    ]);
  });

  test.each(['opaque-hunter2', `a.${encode({ account: { bss: 'a b\r\nx: y' } })}.b`])(
    'goes no further with a token that names no account: %#',
    async access_token => {
      cloud.faults.push({ body: JSON.stringify({ access_token }) });
      const error = await failure();
      expect(error.message).toBe(
        'The token of IBM Cloud names no account. Use an IAM API key, whose account can be read.',
      );
      expect(cloud.lines()).toEqual(['POST /identity/token']);
    },
  );

  test('shows neither key nor token in an error', async () => {
    namespaces.set('acme', 'another-account');
    const error = await failure();
    const shown = [String(error), JSON.stringify(error), error.stack].join();
    const token = cloud.requests.at(-1)?.headers.authorization?.slice('Bearer '.length) ?? '';
    for (const secret of [API_KEY, encodeURIComponent(API_KEY), token]) {
      expect(secret).not.toBe('');
      expect(shown).not.toContain(secret);
    }
  });
});

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function failure(): Promise<Error> {
  try {
    await createRepository(credential, options());
  } catch (error) {
    return error as Error;
  }
  throw new Error('It was accepted.');
}
