import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../invalid-input-error.ts';
import { parseServer } from './registry-server.ts';

const EXAMPLE = 'Write one host, such as ghcr.io or registry.example.com:5000.';
const ONCE = 'Write https:// and the host once, or only the host.';

describe('parseServer takes apart', () => {
  test.each([
    ['ghcr.io', { host: 'ghcr.io', notes: [] }],
    [' https://GHCR.io/ ', { host: 'ghcr.io', scheme: 'https', notes: [] }],
    ['http://localhost:5000', { host: 'localhost:5000', scheme: 'http', notes: [] }],
    ['registry:5000', { host: 'registry:5000', notes: [] }],
    ['10.0.0.7:65535', { host: '10.0.0.7:65535', notes: [] }],
    ['[::1]:5000', { host: '[::1]:5000', notes: [] }],
    ['[2001:DB8::1]', { host: '[2001:db8::1]', notes: [] }],
    [
      'https://mycontainerregistry.example.com/v1/',
      {
        host: 'mycontainerregistry.example.com',
        scheme: 'https',
        path: '/v1/',
        notes: [],
      },
    ],
    [
      'https://index.docker.io/v1/',
      { host: 'docker.io', scheme: 'https', path: '/v1/', notes: [] },
    ],
    [
      'registry-1.docker.io',
      { host: 'docker.io', notes: ['registry-1.docker.io is Docker Hub: docker.io is used.'] },
    ],
    ['https://us.gcr.io', { host: 'us.gcr.io', scheme: 'https', notes: [] }],
    ['https://ghcr.io/v2', { host: 'ghcr.io', scheme: 'https', path: '/v2', notes: [] }],
    ['oci://ghcr.io', { host: 'ghcr.io', notes: [] }],
  ])('%j', (input, server) => {
    expect(parseServer(input)).toEqual(server);
  });

  test.each([
    ['us.gcr.io/my-project/my-image', 'us.gcr.io', '/my-project/my-image'],
    ['quay.io/team', 'quay.io', '/team'],
    ['ghcr.io/acme/api:v1', 'ghcr.io', '/acme/api:v1'],
    ['ghcr.io/acme/api@sha256:0123', 'ghcr.io', '/acme/api@sha256:0123'],
    ['https://localhost:5000/v2/?n=1', 'localhost:5000', '/v2/?n=1'],
  ])('%j, and says that only the host counts', (input, host, path) => {
    expect(parseServer(input)).toMatchObject({
      host,
      path,
      notes: [`A login holds for the whole host: ${host} is used, without what stands behind it.`],
    });
  });
});

describe('parseServer refuses', () => {
  test.each([
    ['', '"": it is empty. Write a host such as ghcr.io.'],
    [' \n', '" \\n": it is empty. Write a host such as ghcr.io.'],
    ['https://', `"https://": there is no host behind the scheme. ${ONCE}`],
    ['https:', `"https:": there is no host behind the scheme. ${ONCE}`],
    ['https:/ghcr.io', `"https:/ghcr.io": the scheme has one slash. ${ONCE}`],
    ['https://https://ghcr.io', `"https://https://ghcr.io": the scheme is written twice. ${ONCE}`],
    ['http://https//ghcr.io', `"http://https//ghcr.io": the scheme is written twice. ${ONCE}`],
    ['//ghcr.io', `"//ghcr.io": it begins with slashes and no scheme. ${ONCE}`],
    ['--help', `"--help": it begins with "-". ${EXAMPLE}`],
    ['ghcr.io quay.io', `"ghcr.io quay.io": " " cannot be in the host of a registry. ${EXAMPLE}`],
    ['ghcr.io,quay.io', `"ghcr.io,quay.io": "," cannot be in the host of a registry. ${EXAMPLE}`],
    ['ghcr.io\nx', `"ghcr.io\\nx": "\\n" cannot be in the host of a registry. ${EXAMPLE}`],
    [
      'ghcr.io\u0000',
      `"ghcr.io\\u0000": "\\u0000" cannot be in the host of a registry. ${EXAMPLE}`,
    ],
    ['ghcr\u200b.io', `"ghcr\u200b.io": "\u200b" cannot be in the host of a registry. ${EXAMPLE}`],
    ['ghсr.io', `"ghсr.io": "с" cannot be in the host of a registry. ${EXAMPLE}`],
    ['${REGISTRY}', `"\${REGISTRY}": "$" cannot be in the host of a registry. ${EXAMPLE}`],
    ['my_registry:5000', `"my_registry:5000": "_" cannot be in the host of a registry. ${EXAMPLE}`],
    ['a..b', `"a..b": a part of the host is empty. ${EXAMPLE}`],
    ['a-.io', `"a-.io": "a-" begins or ends with "-". ${EXAMPLE}`],
    ['ftp://a.io', '"ftp://a.io": "ftp:" is not the scheme of a registry. Use https.'],
    ['https:///a', `"https:///a": a part of the host is empty. ${EXAMPLE}`],
    [
      'ghcr.io.',
      '"ghcr.io.": clients find no login under a host that ends with ".". Leave the dot out.',
    ],
    ['a.io:', '"a.io:": "" is not a port. Use a number from 1 to 65535, and no tag.'],
    ['a.io:0', '"a.io:0": "0" is not a port. Use a number from 1 to 65535, and no tag.'],
    [
      'a.io:65536',
      '"a.io:65536": "65536" is not a port. Use a number from 1 to 65535, and no tag.',
    ],
    ['nginx:v1', '"nginx:v1": "v1" is not a port. Use a number from 1 to 65535, and no tag.'],
    ['[::1', '"[::1": it is not an IPv6 address. Write it as [2001:db8::1]:5000.'],
    ['[::g]', '"[::g]": it is not an IPv6 address. Write it as [2001:db8::1]:5000.'],
    ['[:::::]', '"[:::::]": it is not an IPv6 address. Write it as [2001:db8::1]:5000.'],
    [
      '[fe80::1%25lo]',
      '"[fe80::1%25lo]": it is not an IPv6 address. Write it as [2001:db8::1]:5000.',
    ],
    [
      'acme/api',
      '"acme/api": an image name that begins with "acme/" belongs to Docker Hub. Write docker.io for Docker Hub, else a host with a dot or a port.',
    ],
    ['hub.docker.com', '"hub.docker.com": no client finds a login under this host. Use docker.io.'],
    [
      'https://hub.docker.com/r/acme/api',
      '"https://hub.docker.com/r/acme/api": no client finds a login under this host. Use docker.io.',
    ],
    [
      'registry.hub.docker.com',
      '"registry.hub.docker.com": no client finds a login under this host. Use docker.io.',
    ],
    ['docker.io:443', '"docker.io:443": no client finds a login under this host. Use docker.io.'],
    ['github.com', '"github.com": no client finds a login under this host. Use ghcr.io.'],
    [
      'acme.westeurope.data.azurecr.io',
      '"acme.westeurope.data.azurecr.io": it only serves layers. Use the login server, name.azurecr.io.',
    ],
  ])('%j', (input, message) => {
    expect(errorOf(input)).toBe(`Invalid registry ${message}`);
  });

  test('lengths that DNS does not allow', () => {
    expect(parseServer(`${'a'.repeat(63)}.io`).host).toHaveLength(66);
    expect(errorOf(`${'a'.repeat(64)}.io`)).toMatch('a part of the host is longer than 63');
    expect(parseServer('a.'.repeat(126) + 'a').host).toHaveLength(253);
    expect(errorOf('a.'.repeat(126) + 'ab')).toMatch('the host is 254 characters long');
  });
});

test.each([
  'https://robot:hunter2@ghcr.io',
  'robot:hunter2@ghcr.io',
  'https://robot:hun/ter2@ghcr.io/hunter',
  'https://robot:hunter2@hunter2@ghcr.io',
  'hunter2?@ghcr.io',
  'https://hunter2@',
])('%j is refused without its password', input => {
  const message = errorOf(input);

  expect(message).toMatch(/^Invalid registry "…@.*": it holds a user name\. Write only the host/);
  expect(message).not.toMatch(/hunter2|ter2/);
});

test('text of any length takes linear time', () => {
  for (const part of ['a.', 'a', '-', '[', '::', '@', '@sha256:', ':1', 'https://', ' ']) {
    expect(errorOf(part.repeat(500_000)).length).toBeLessThan(500);
  }
});

function errorOf(input: string): string {
  try {
    parseServer(input);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}
