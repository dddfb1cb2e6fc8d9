import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

describe.each(databases)('requests that mean no good, on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase(database) });
    await berth.put('/registries/first', { server: 'ghcr.io' }).expect(201);
  });
  afterAll(() => berth.stop());

  test('a NUL character, which PostgreSQL cannot store, is refused everywhere', async () => {
    const refused = (field: string) => ({
      name: 'InputError',
      field,
      message: `"${field}" has a NUL character. Remove it.`,
    });
    const text = 'a\0b';
    const bot = { kind: 'password', username: 'u', password: 'p', hosts: ['ghcr.io'] };
    for (const [field, answer] of [
      ['name', berth.get('/registries/a%00b')],
      ['name', berth.delete('/credentials/a%00b')],
      ['search', berth.get('/registries?search=a%00b')],
      ['owner', berth.get('/registries?owner=a%00b')],
      ['actor', berth.get('/events?actor=a%00b')],
      ['title', berth.put('/registries/new', { server: 'ghcr.io', title: text })],
      ['labels', berth.put('/registries/new', { server: 'ghcr.io', labels: { a: text } })],
      ['title', berth.put('/credentials/new', { ...bot, title: text })],
      ['registry', berth.put('/default-registry', { registry: text })],
      ['reason', berth.post('/registries/first/pull-secret-exports', { reason: text })],
    ] as const) {
      expect(errorOf(await answer.expect(400))).toMatchObject(refused(field));
    }
  });

  test('nor does a cursor bring one', async () => {
    const { body } = await berth
      .put('/registries/second', { server: 'ghcr.io' })
      .then(() => berth.get('/registries?limit=1').expect(200));
    const { nextCursor } = (body as { pageInfo: { nextCursor: string } }).pageInfo;
    const [list] = JSON.parse(Buffer.from(nextCursor, 'base64url').toString()) as string[];
    const cursor = Buffer.from(JSON.stringify([list, 'a\0', 'b'])).toString('base64url');
    const answer = await berth.get(`/registries?limit=1&cursor=${cursor}`).expect(400);
    expect(errorOf(answer)).toMatchObject({ field: 'cursor' });
  });

  test('of very many mistakes the first are told', async () => {
    const fields = Array.from({ length: 40_000 }, (_, at) => [`x${at}`, 0]);
    const body = Object.fromEntries(fields) as Record<string, number>;
    const answer = await berth.put('/registries/new', body, { as: 'john' }).expect(400);
    expect((answer.body as { error: { problems: unknown[] } }).error.problems).toHaveLength(20);
  });

  test.each([
    ['text/plain', 'the Content-Type "text/plain"'],
    // As curl and forms have it.
    ['application/x-www-form-urlencoded', 'the Content-Type "application/x-www-form-urlencoded"'],
    ['text/plain; application/json', 'the Content-Type "text/plain"'],
    ['', 'no Content-Type'],
  ])('a body of another type than JSON is not taken for none: %j', async (type, given) => {
    const headers = { 'content-type': type };
    const refused = {
      ...{ name: 'InputError', statusCode: 415 },
      message: `The body has ${given}, and only JSON is read. Send it with "Content-Type: application/json".`,
    };
    const wrong = '{"purpose":"nonsense","x":1}';
    const check = await berth.post('/registries/first/checks', wrong, { headers }).expect(415);
    expect(errorOf(check)).toEqual(refused);
    const entry = '{"server":"ghcr.io"}';
    const put = await berth.put('/registries/new', entry, { headers }).expect(415);
    expect(errorOf(put)).toEqual(refused);
    await berth.put('/registries/new', entry, { headers, as: 'nobody' }).expect(401);
    await berth.get('/registries/new').expect(404);
  });

  test('no body is not a body of another type', async () => {
    await berth.post('/registries/nowhere/checks', undefined).expect(404);
    const headers = { 'content-length': '0', 'content-type': 'text/plain' };
    await berth.post('/registries/nowhere/checks', undefined, { headers }).expect(404);
  });

  test.each(['application/json', 'Application/JSON; charset=utf-8'])(
    'a body that is %s is read',
    async type => {
      const headers = { 'content-type': type };
      await berth.put('/registries/read', '{"server":"ghcr.io"}', { headers });
      await berth.get('/registries/read').expect(200);
      await berth.delete('/registries/read').expect(200);
    },
  );

  test.each(['label=a%3Db', 'purpose=pull', 'host=ghcr.io'])(
    'a filter that is given very often is refused: %s',
    async filter => {
      const query = `default=true&${`${filter}&`.repeat(990)}`;
      const { status } = await berth.get(`/registries?${query}`);
      expect(status).toBe(400);
    },
  );

  test.each(['selection', 'annotation'])(
    'usages by %s are not of an app that is none',
    async source => {
      const path = `/registries/first/usages?source=${source}&app=foo`;
      expect(errorOf(await berth.get(path).expect(400))).toEqual({
        name: 'InputError',
        field: 'app',
        message: '"app" is no reference to an entity. Write it as component:default/name.',
      });
    },
  );
});
