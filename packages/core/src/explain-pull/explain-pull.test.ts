import { describe, expect, test } from 'vitest';
import { explainPull, type PullClient } from './explain-pull.ts';

const HUB = 'https://index.docker.io/v1/';

/** Each key's user is the key itself. */
function config(...keys: string[]): object {
  const auths = keys.map(key => [key, { auth: base64(`user of ${label(key)}:hunter2`) }] as const);
  return { auths: Object.fromEntries(auths) };
}

// A colon would end the user name.
function label(key: string): string {
  return key.replaceAll(':', ';');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function keysTried(image: string, dockerConfig: object, client: PullClient): string[] {
  const { tried, anonymous } = explainPull(image, dockerConfig, client);
  expect(anonymous).toBe(tried.length === 0);
  for (const { key, username } of tried) expect(username).toBe(`user of ${label(key)}`);
  return tried.map(({ key }) => key);
}

describe('which client finds a key', () => {
  const image = 'quay.io/team/app';
  test.each([
    ['nginx', HUB, 'docker podman kubelet'],
    ['nginx', 'docker.io', 'podman kubelet'],
    ['nginx', 'index.docker.io', 'podman kubelet'],
    ['nginx', 'https://index.docker.io/v1', 'podman'],
    ['nginx', 'registry-1.docker.io', 'podman'],
    ['nginx', 'hub.docker.com', ''],
    ['nginx', 'registry.hub.docker.com', ''],
    ['nginx', 'docker.io:443', ''],
    ['nginx', 'DOCKER.IO', ''],
    ['nginx', '*.docker.io', ''],
    ['nginx', 'docker.io/library', 'podman kubelet'],
    [image, 'quay.io', 'docker podman kubelet'],
    [image, 'https://quay.io', 'docker podman kubelet'],
    [image, 'http://quay.io', 'docker podman kubelet'],
    [image, 'quay.io/', 'docker kubelet'],
    [image, 'https://quay.io/', 'docker podman kubelet'],
    [image, 'quay.io/v1', 'docker'],
    [image, 'quay.io/v1/', 'docker kubelet'],
    [image, 'https://quay.io/v2/', 'docker podman kubelet'],
    [image, 'https://quay.io/v2', 'docker podman'],
    [image, 'quay.io/team', 'docker podman kubelet'],
    [image, 'quay.io/te', 'docker kubelet'],
    [image, 'quay.io/team/app', 'docker podman kubelet'],
    [image, 'quay.io/v2/team', 'docker kubelet'],
    [image, 'quay.io/other', 'docker'],
    [image, 'https://quay.io/team', 'docker podman kubelet'],
    [image, 'https://quay.io/other', 'docker podman'],
    [image, ' quay.io', ''],
    [image, 'quay.io\n', ''],
    [image, 'Quay.io', ''],
    [image, 'quay.io:443', ''],
    [image, 'io', ''],
    [image, '*.io', 'kubelet'],
    [image, 'q*y.*', 'kubelet'],
    [image, '*', ''],
    [image, '*.*.io', ''],
    [image, '*/team', ''],
    [image, '*.io/team', 'kubelet'],
    [image, 'quay.io/*', 'docker'],
    [image, 'quay.??', ''],
    [image, 'quay.i[o]', ''],
    [image, 'quay.io?x', 'kubelet'],
    [image, 'quay.io:', 'kubelet'],
    [image, 'quay.io:abc', ''],
    [image, 'oci://quay.io', 'docker'],
    [image, 'HTTPS://quay.io', 'docker'],
    [image, 'https://quay.io\n', ''],
    [image, 'https://quay.io:', 'docker kubelet'],
    ['[::1]:5000/app', '[::1]:5000', 'docker podman kubelet'],
    ['[::1]/app', '[::1]', 'docker podman'],
    ['[::1]/app', 'https://[::1]', 'podman'],
    ['[::1]:5000/app', 'https://[::1]:5000/v1/', 'docker podman kubelet'],
    ['localhost:5000/app', 'localhost:5000', 'docker podman kubelet'],
    ['localhost:5000/app', 'localhost', ''],
    ['localhost:5000/app', 'localhost:*', ''],
    ['localhost/app', HUB, 'kubelet'],
    ['Foo/bar', HUB, 'kubelet'],
    ['a.b.c.azurecr.io/app', '*.azurecr.io', ''],
    ['xyxyz.io/app', 'x*xy*z.io', 'kubelet'],
    ['xyz.io/app', 'xy*yz.io', ''],
  ])('of %s under %j: %s', (pulled, key, clients) => {
    for (const client of ['docker', 'podman', 'kubelet'] as const) {
      const found = clients.split(' ').includes(client);
      expect([client, ...keysTried(pulled, config(key), client)]).toEqual(
        found ? [client, key] : [client],
      );
    }
  });
});

describe('which key wins', () => {
  const paths = ['ghcr.io', 'ghcr.io/acme', 'ghcr.io/acme/api', 'ghcr.io/ac'];
  test.each<[string, string[], PullClient, string[]]>([
    ['ghcr.io/acme/api:v1', paths, 'docker', ['ghcr.io']],
    ['ghcr.io/acme/api:v1', paths, 'podman', ['ghcr.io/acme/api']],
    ['ghcr.io/acme/web', paths, 'podman', ['ghcr.io/acme']],
    ['ghcr.io/acm', paths, 'podman', ['ghcr.io']],
    [
      'ghcr.io/acme/api@sha256:' + 'a'.repeat(64),
      paths,
      'kubelet',
      ['ghcr.io/acme/api', 'ghcr.io/acme', 'ghcr.io/ac', 'ghcr.io'],
    ],
    ['ghcr.io/x', ['*.io', 'ghcr.io', 'ghcr.*'], 'kubelet', ['ghcr.io', 'ghcr.*', '*.io']],
    ['nginx', ['docker.io', HUB], 'docker', [HUB]],
    ['nginx', ['docker.io', HUB], 'podman', ['docker.io']],
    ['nginx', [HUB, 'docker.io'], 'kubelet', ['docker.io']],
    ['ghcr.io/x', ['ghcr.io', 'https://ghcr.io/v1/'], 'docker', ['ghcr.io']],
    ['ghcr.io/x', ['https://ghcr.io/v1/', 'ghcr.io'], 'podman', ['ghcr.io']],
  ])('of %s in %j for %s', (image, keys, client, tried) => {
    expect(keysTried(image, config(...keys), client)).toEqual(tried);
    expect(explainPull(image, config(...keys), client).ambiguous).toBe(false);
  });

  test.each<[string, string[], PullClient]>([
    ['ghcr.io/x', ['https://ghcr.io', 'ghcr.io/v1/'], 'docker'],
    ['ghcr.io/x', ['https://ghcr.io', 'http://ghcr.io'], 'podman'],
    ['ghcr.io/x', ['https://ghcr.io', 'ghcr.io/v1/'], 'kubelet'],
  ])('of %s in %j for %s is chance', (image, keys, client) => {
    expect(keysTried(image, config(...keys), client)).toEqual(keys);
    expect(explainPull(image, config(...keys), client)).toMatchObject({
      ambiguous: true,
      reason: `${client} takes "${keys[0]}", "${keys[1]}" in random order, and they differ. Keep one, under "ghcr.io".`,
    });
  });

  test('is no chance where they hold the same', () => {
    const auth = base64('alice:hunter2');
    const auths = { 'https://ghcr.io': { auth }, 'http://ghcr.io': { auth } };

    expect(explainPull('ghcr.io/x', { auths }, 'docker')).toMatchObject({
      tried: [{ key: 'https://ghcr.io', username: 'alice' }],
      ambiguous: false,
    });
  });
});

describe('what an entry holds', () => {
  const auth = base64('alice:hunter2');
  const unpadded = auth.replace(/=+$/, '');
  const plain = { username: 'alice', password: 'hunter2' };
  test.each<[string, object, string]>([
    ['auth', { auth }, 'docker=alice podman=alice kubelet=alice'],
    [
      'auth first',
      { auth, username: 'bob', password: 'x' },
      'docker=alice podman=alice kubelet=alice',
    ],
    ['no auth', plain, 'docker=alice podman=- kubelet=alice'],
    ['AUTH', { AUTH: auth }, 'docker=alice podman=alice kubelet=alice'],
    ['null', { auth: null, ...plain }, 'docker=alice podman=- kubelet=alice'],
    ['unpadded', { auth: unpadded }, 'docker=! podman=! kubelet=alice'],
    [
      'line breaks',
      { auth: `${auth.slice(0, 4)}\r\n${auth.slice(4)}\n` },
      'docker=alice podman=alice kubelet=alice',
    ],
    ['a space', { auth: `${auth} ` }, 'docker=! podman=! kubelet=!'],
    ['URL-safe', { auth: 'YTo_Pz8-' }, 'docker=! podman=! kubelet=!'],
    ['no colon', { auth: base64('alice') }, 'docker=! podman=- kubelet=!'],
    ['no user', { auth: base64(':hunter2') }, 'docker=! podman= kubelet='],
    ['nothing', {}, 'docker=- podman=- kubelet='],
    ['identity token', { identitytoken: 't' }, 'docker= podman=- kubelet='],
    ['a number', { username: 5 }, 'docker=! podman=- kubelet=!'],
    ['a number as auth', { auth: 5 }, 'docker=! podman=! kubelet=!'],
    ['unknown fields', { auth, unknown: 5 }, 'docker=alice podman=alice kubelet=alice'],
  ])('%s', (_, entry, users) => {
    const seen = (['docker', 'podman', 'kubelet'] as const).map(client => {
      const found = explainPull('ghcr.io/x', { auths: { 'ghcr.io': entry } }, client);
      if (found.anonymous) return `${client}=-`;
      return `${client}=${found.tried[0]?.username ?? '!'}`;
    });

    expect(seen.join(' ')).toBe(users);
  });

  test.each([
    ['docker', 'docker reads only a part of this file, by chance', true],
    ['kubelet', 'kubelet cannot pull', false],
  ] as const)('a bad one spoils other registries for %s', (client, effect, ambiguous) => {
    const auths = { 'ghcr.io': { auth }, 'quay.io': { auth: base64('token') } };

    expect(explainPull('ghcr.io/x', { auths }, client)).toEqual({
      image: 'ghcr.io/x',
      tried: [],
      ambiguous,
      anonymous: false,
      reason: `${effect}, because "auth" of "quay.io" is not the base64 of "user:password". Mend or remove that entry.`,
    });
    expect(explainPull('ghcr.io/x', { auths }, 'podman').tried).toHaveLength(1);
  });

  test('an empty one hides the registry from podman', () => {
    const auths = { 'ghcr.io/acme': {}, 'ghcr.io': { auth } };

    expect(explainPull('ghcr.io/acme/api', { auths }, 'podman')).toEqual({
      image: 'ghcr.io/acme/api',
      tried: [],
      ambiguous: false,
      anonymous: true,
      reason:
        'podman uses the key "ghcr.io/acme", the longest path of this image; but it holds no login. Log in again, or remove it.',
    });
  });
});

describe('helpers', () => {
  const auths = config('ghcr.io', HUB) as { auths: object };
  test.each<[object, string, Record<PullClient, string | undefined>]>([
    [
      { credsStore: 'pass' },
      'ghcr.io/x',
      { docker: 'pass', podman: undefined, kubelet: undefined },
    ],
    [
      { credHelpers: { 'ghcr.io': 'gh' } },
      'ghcr.io/x',
      { docker: 'gh', podman: 'gh', kubelet: undefined },
    ],
    [
      { credHelpers: { 'ghcr.io': 'gh' }, credsStore: 'pass' },
      'nginx',
      { docker: 'pass', podman: undefined, kubelet: undefined },
    ],
    [
      { credHelpers: { [HUB]: 'hub' } },
      'nginx',
      { docker: 'hub', podman: undefined, kubelet: undefined },
    ],
    [
      { credHelpers: { 'docker.io': 'hub' } },
      'nginx',
      { docker: undefined, podman: 'hub', kubelet: undefined },
    ],
    [
      { credHelpers: { 'ghcr.io': '' }, credsStore: 'pass' },
      'ghcr.io/x',
      { docker: undefined, podman: '', kubelet: undefined },
    ],
  ])('%j for %s', (helpers, image, expected) => {
    for (const client of ['docker', 'podman', 'kubelet'] as const) {
      const found = explainPull(image, { ...auths, ...helpers }, client);
      expect([client, found.helper]).toEqual([client, expected[client]]);
      expect(found.anonymous).toBe(false);
      expect(found.tried).toHaveLength(expected[client] === undefined ? 1 : 0);
    }
  });

  test('are named', () => {
    expect(explainPull('nginx', { credsStore: 'pass' }, 'docker').reason).toBe(
      'docker asks "docker-credential-pass" for "https://index.docker.io/v1/", and not this file. Log in with docker, or remove the helper from the file.',
    );
  });
});

describe('the reason', () => {
  test.each<[string, object, PullClient, string]>([
    [
      'ghcr.io/x',
      config('ghcr.io'),
      'docker',
      'docker uses the key "ghcr.io", the exact key of this registry.',
    ],
    [
      'ghcr.io/x',
      config('https://ghcr.io/v1/'),
      'docker',
      'docker uses the key "https://ghcr.io/v1/", whose host is this registry.',
    ],
    [
      'ghcr.io/x',
      config('https://ghcr.io/v1/'),
      'podman',
      'podman uses the key "https://ghcr.io/v1/", another spelling of this registry.',
    ],
    [
      'ghcr.io/x',
      config('*.io', 'ghcr.io'),
      'kubelet',
      'kubelet uses the key "ghcr.io", which fits this image, then "*.io".',
    ],
    [
      'nginx',
      config(HUB),
      'kubelet',
      'kubelet uses the key "https://index.docker.io/v1/", the one of Docker Hub.',
    ],
    [
      'Foo/bar',
      config(HUB),
      'kubelet',
      'kubelet uses the key "https://index.docker.io/v1/", since it takes "Foo", which has no dot and no port, for Docker Hub, and sends the login there.',
    ],
    [
      'nginx',
      config('ghcr.io'),
      'docker',
      'No key fits "docker.io", so docker pulls without a login. Add one under the key "https://index.docker.io/v1/".',
    ],
    [
      'nginx',
      config('docker.io'),
      'docker',
      'docker does not take the key "docker.io" for this image, so docker pulls without a login. Add one under the key "https://index.docker.io/v1/".',
    ],
    [
      'ghcr.io/x',
      { auths: [] },
      'kubelet',
      'kubelet cannot pull, because "auths" is not an object. Mend or remove that entry.',
    ],
  ])('of %s in %j for %s', (image, dockerConfig, client, reason) => {
    expect(explainPull(image, dockerConfig, client).reason).toBe(reason);
  });
});

describe('what comes in', () => {
  test('may be text', () => {
    expect(explainPull('ghcr.io/x', JSON.stringify(config('ghcr.io')), 'docker')).toEqual({
      image: 'ghcr.io/x',
      tried: [{ key: 'ghcr.io', username: 'user of ghcr.io' }],
      ambiguous: false,
      anonymous: false,
      reason: 'docker uses the key "ghcr.io", the exact key of this registry.',
    });
  });

  test.each(['{"auths":{"ghcr.io":{"password":"hunter2"', 'hunter2', '[]', 5, null, undefined, []])(
    '%j is refused and not shown',
    dockerConfig => {
      expect(() => explainPull('nginx', dockerConfig, 'docker')).toThrow(
        expect.objectContaining({
          name: 'InvalidInputError',
          message:
            'The Docker config is not a JSON object. Give the content of a config.json, or of the key ".dockerconfigjson" of a pull secret without its base64.',
        }),
      );
    },
  );

  test.each([{}, { auths: null }, { AUTHS: {} }, { auths: {}, credHelpers: null }])(
    '%j has no login',
    empty => {
      expect(explainPull('nginx', empty, 'kubelet').anonymous).toBe(true);
    },
  );

  test('may have keys that JavaScript treats specially', () => {
    const text = `{"auths":{"__proto__":{"auth":"!"},"constructor":{},"5":{}}}`;

    expect(explainPull('nginx', text, 'podman').anonymous).toBe(true);
    expect(explainPull('nginx', text, 'docker').reason).toContain('"auth" of "__proto__"');
    expect(explainPull('ghcr.io/x', { credHelpers: {} }, 'docker').helper).toBe(undefined);
  });

  test('may have a password in a key, which is not shown', () => {
    const key = 'https://alice:hunter2@ghcr.io';
    const auths = { [key]: { auth: base64('alice:secret2') } };
    const spoilt = { [key]: { auth: 'x' } };

    expect(explainPull('ghcr.io/x', { auths }, 'kubelet').tried).toEqual([
      { key: 'https://…@ghcr.io', username: 'alice' },
    ]);
    for (const client of ['docker', 'podman', 'kubelet'] as const) {
      for (const dockerConfig of [{ auths }, { auths: spoilt }]) {
        const text = JSON.stringify(explainPull('ghcr.io/x', dockerConfig, client));
        expect(text).not.toMatch(/hunter2|secret2/);
      }
    }
  });

  test('may have text behind it, which docker alone ignores', () => {
    const auths = { 'ghcr.io': { auth: base64('alice:hunter2'), note: 'a } and a \\" in quotes' } };
    const text = `${JSON.stringify({ auths })} trailing`;
    const explain = (client: PullClient) => explainPull('ghcr.io/x', text, client);

    expect(explain('docker').tried).toEqual([{ key: 'ghcr.io', username: 'alice' }]);
    for (const client of ['podman', 'kubelet'] as const) {
      expect(explain(client)).toMatchObject({
        tried: [],
        anonymous: false,
        reason: `${client} cannot pull, because more text stands behind its JSON. Remove that text.`,
      });
    }
  });

  test('must be an image', () => {
    expect(() => explainPull('ghcr.io/Acme', {}, 'docker')).toThrow('ghcr.io/Acme');
  });

  test('takes linear time', () => {
    const keys = ['*'.repeat(100_000) + '.io', 'a:'.repeat(100_000), '['.repeat(100_000)];
    const many = Array.from({ length: 5_000 }, (_, index) => `*.r${index}.io`);
    for (const client of ['docker', 'podman', 'kubelet'] as const) {
      expect(explainPull('quay.io/team/app', config(...keys, ...many), client).image).toBe(
        'quay.io/team/app',
      );
    }
  });
});
