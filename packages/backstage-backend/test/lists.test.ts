import type { CredentialList, RegistryList } from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

const ENTRIES: Readonly<Record<string, object>> = {
  'a-b': { server: 'ghcr.io', title: '100% ours', labels: { team: 'payments', tier: '1' } },
  a1: { server: 'docker.io', owner: 'group:default/payments', purposes: ['push', 'pull'] },
  aa: { server: 'quay.io', scope: ['group:default/payments'], labels: { team: 'search' } },
  b: { server: 'https://registry.example.com/v1/', provider: 'harbor', disabled: true },
  c: { server: 'registry.example.com:5000', management: 'managed' },
};

const EARLY = '2030-01-01T00:00:00.000Z';
const LATE = '2031-01-01T00:00:00.000Z';

const SECRET = { kind: 'password', username: 'u', password: 'p' };

/** `b` has two, of which one ends. */
const CREDENTIALS: Readonly<Record<string, object>> = {
  aa: { pullCredential: 'quay-bot' },
  b: {
    pullCredential: { ...SECRET, name: 'b-pull' },
    pushCredential: { ...SECRET, name: 'b-push', expiresAt: EARLY },
  },
};

describe.each(databases)('lists on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase(database) });
    const password = { ...SECRET, hosts: ['quay.io'] };
    await berth.put('/credentials/quay-bot', { ...password, expiresAt: LATE }).expect(201);
    for (const [name, entry] of Object.entries(ENTRIES)) {
      const credential = CREDENTIALS[name] ?? {};
      await berth.put(`/registries/${name}`, { ...entry, ...credential }).expect(201);
    }
  });
  afterAll(() => berth.stop());

  async function names(query: string): Promise<readonly string[]> {
    const { body } = await berth.get(`/registries?${query}`).expect(200);
    const { items, totalItems } = body as RegistryList;
    expect(totalItems).toBe(items.length);
    return items.map(({ name }) => name);
  }

  test.each([
    ['', ['a-b', 'a1', 'aa', 'b', 'c']],
    ['sort=-name', ['c', 'b', 'aa', 'a1', 'a-b']],
    ['sort=server', ['a1', 'a-b', 'b', 'aa', 'c']],
    ['sort=-createdAt', ['c', 'b', 'aa', 'a1', 'a-b']],
    ['provider=ghcr', ['a-b']],
    ['provider=ghcr&provider=quay', ['a-b', 'aa']],
    ['host=index.docker.io', ['a1']],
    ['host=https://REGISTRY.example.com/v2/', ['b']],
    ['purpose=push', ['a1']],
    ['status=UNKNOWN', ['a-b', 'a1', 'aa', 'b', 'c']],
    ['status=OK', []],
    ['owner=group:default/payments', ['a1']],
    ['owner=Group:Default/Payments', ['a1']],
    ['scope=group:default/payments', ['aa']],
    ['scope=group:default/PAYMENTS', ['aa']],
    ['credential=quay-bot', ['aa']],
    ['credential=other', []],
    ['label=team=payments', ['a-b']],
    ['label=team=payments&label=tier=2', []],
    ['management=managed', ['c']],
    ['default=true', ['a-b']],
    ['disabled=true', ['b']],
    ['search=EXAMPLE', ['b', 'c']],
    ['search=100%25', ['a-b']],
    ['search=%25', ['a-b']],
    ['search=_', []],
  ])('%j finds %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test('what ends first comes first, what never ends last', async () => {
    const { body } = await berth.get('/registries?sort=expiresAt').expect(200);
    const shown = (body as RegistryList).items.map(({ name, expiresAt }) => [name, expiresAt]);
    expect(shown.slice(0, 2)).toEqual([
      ['b', EARLY],
      ['aa', LATE],
    ]);
    expect(shown.slice(2).map(([, expiresAt]) => expiresAt)).toEqual(Array(3).fill(undefined));
    expect((await names('sort=-expiresAt')).slice(0, 2)).toEqual(['aa', 'b']);
  });

  test('credentials are sorted by their end as well', async () => {
    const listed = async (sort: string) => {
      const { body } = await berth.get(`/credentials?sort=${sort}`).expect(200);
      return (body as CredentialList).items.map(({ name }) => name);
    };
    expect(await listed('expiresAt')).toEqual(['b-push', 'quay-bot', 'b-pull']);
    expect(await listed('-expiresAt')).toEqual(['quay-bot', 'b-push', 'b-pull']);
  });

  test('a cursor that stands where nothing ends goes on there', async () => {
    const { body } = await berth.get('/registries?sort=expiresAt&limit=3').expect(200);
    const { items, pageInfo } = body as RegistryList;
    const cursor = pageInfo.nextCursor ?? '';
    expect(JSON.parse(Buffer.from(cursor, 'base64url').toString())).toEqual([
      expect.any(String),
      null,
      items[2]?.id,
    ]);
    const next = await berth.get(`/registries?sort=expiresAt&cursor=${cursor}`).expect(200);
    const others = (next.body as RegistryList).items.map(({ expiresAt }) => expiresAt);
    expect(others).toEqual([undefined, undefined]);
  });

  test.each(['name', '-name', 'provider', '-server', 'updatedAt', 'status', '-expiresAt'])(
    'pages by %s hold every entry once, also when entries come and go',
    async sort => {
      const all = await names(`sort=${sort}`);
      const seen: string[] = [];
      let cursor = '';
      do {
        const { body } = await berth.get(`/registries?sort=${sort}&limit=2${cursor}`).expect(200);
        const { items, totalItems, pageInfo } = body as RegistryList;
        expect(totalItems).toBe(5);
        seen.push(...items.map(({ name }) => name));
        cursor = pageInfo.nextCursor === undefined ? '' : `&cursor=${pageInfo.nextCursor}`;
        if (seen.length === 2) await berth.put('/registries/zz-late', { server: 'ghcr.io' });
        if (seen.length === 2) await berth.delete('/registries/zz-late');
      } while (cursor !== '');
      expect(seen).toEqual(all);
    },
  );

  test.each([
    ['limit=0', 'limit', '"limit" is too small. Use at least 1.'],
    ['limit=501', 'limit', '"limit" is too large. Use at most 500.'],
    ['limit=x', 'limit', '"limit" has the wrong type. Write a whole number.'],
    ['colour=red', 'colour', expect.stringContaining('"colour" is not known here.') as string],
    [
      'provider=gchr',
      'provider[0]',
      expect.stringContaining('Use one of: docker-hub, ghcr') as string,
    ],
    [
      'cursor=xx',
      'cursor',
      '"cursor" is not of this list. Use the nextCursor of a page with the same filters and sorting, or leave it out.',
    ],
  ])('%j is refused', async (query, field, message) => {
    const answer = await berth.get(`/registries?${query}`).expect(400);
    expect(errorOf(answer)).toEqual({ name: 'InputError', field, message });
  });

  test('a cursor holds for its own list only', async () => {
    const { body } = await berth.get('/registries?limit=1').expect(200);
    const cursor = (body as RegistryList).pageInfo.nextCursor ?? '';
    await berth.get(`/registries?limit=2&cursor=${cursor}`).expect(200);
    await berth.get(`/registries?sort=-name&cursor=${cursor}`).expect(400);
    await berth.get(`/registries?search=a&cursor=${cursor}`).expect(400);
  });
});
