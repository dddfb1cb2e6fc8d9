import type { Knex } from 'knex';
import { startScriptedServer, type ScriptedServer } from '@berth/test/servers/scripted-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databaseOf } from './database-of.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

const CANARY = 'canary-91ee-bound';
/** Wants a login, and takes any. */
const GREEDY = {
  '*': ({ headers }: { readonly headers: { readonly authorization?: string | undefined } }) =>
    headers.authorization === undefined
      ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
      : { status: 200, body: '{}' },
};

describe.each(databases)('secrets go only where they were entered for, on %s', database => {
  let berth: BerthBackend;
  let knex: Knex;
  let good: ScriptedServer;
  let evil: ScriptedServer;
  let here: { server: string; connection: string; owner: string };
  let there: typeof here;

  beforeAll(async () => {
    [good, evil] = await Promise.all([startScriptedServer(GREEDY), startScriptedServer(GREEDY)]);
    const spy = databaseOf();
    berth = await startBerth({
      database: newDatabase(database),
      config: { network: { allow: [{ cidr: '127.0.0.1' }] } },
      features: [spy.feature],
    });
    knex = spy.knex();
    const way = { connection: 'insecure', owner: 'group:default/payments' };
    here = { server: good.url, ...way };
    there = { server: evil.url, ...way };
    const platform = {
      ...{ name: 'platform', kind: 'password', username: 'bot', password: CANARY },
      owner: 'group:default/platform',
    };
    await berth.put('/registries/base', { server: 'ghcr.io' }).expect(201);
    await berth.put('/registries/janes', { ...here, pullCredential: platform }).expect(201);
  });
  afterAll(async () => {
    await berth.stop();
    await Promise.all([good.stop(), evil.stop()]);
  });

  const jane = { as: 'jane' } as const;

  /** What evil was told, and whether the canary was in it in any form. */
  afterEach(() => {
    for (const { headers, body, line } of evil.requests) {
      expect(headers.authorization).toBeUndefined();
      expect(`${line} ${body}`).not.toContain(CANARY);
    }
  });

  test('the owner of a registry sends the secret of others to its own host only', async () => {
    await berth.post('/registries/janes/checks', {}, jane).expect(200);
    expect(good.requests.some(({ headers }) => headers.authorization !== undefined)).toBe(true);
    const kept = { pullCredential: 'platform' };
    await berth.put('/registries/janes', { ...here, ...kept, title: 'Ours' }, jane).expect(200);

    const led = await berth.put('/registries/janes', { ...there, ...kept }, jane).expect(400);
    expect(errorOf(led)).toEqual({
      name: 'InputError',
      code: 'SECRET_NEEDED',
      field: 'pullCredential',
      message: `The secret of "platform" was not entered for ${evil.host} with the connection "insecure". Give "pullCredential" as an object with its "password".`,
    });
    const whole = { name: 'platform', kind: 'password', username: 'bot' };
    for (const pullCredential of [whole, { ...whole, hosts: [evil.host] }]) {
      await berth.put('/registries/janes', { ...there, pullCredential }, jane).expect(403);
      const asAdmin = await berth.put('/registries/janes', { ...there, pullCredential });
      expect(asAdmin.status).toBe(400);
    }
    // Nor by a check of what is not saved.
    const unknown =
      'There is no credential "platform" that you may use. Check its name, or ask its owner.';
    for (const [registry, message] of [
      [{ ...there, ...kept, name: 'janes' }, errorOf(led).message],
      [{ ...there, ...kept, pushCredential: 'platform', name: 'janes' }, unknown],
    ] as const) {
      const drafted = await berth.post('/checks', { registry }, jane).expect(400);
      expect(errorOf(drafted).message).toBe(message);
      await berth.post('/checks', { registry: { ...registry, name: 'new' } }).expect(400);
    }
    expect(evil.requests).toEqual([]);
  });

  test('no spelling of a server makes another host the same', async () => {
    const port = evil.host.split(':')[1] ?? '';
    const spellings = [
      `http://${good.host}@${evil.host}`,
      `http://bot:x@${evil.host}`,
      `http://${evil.host}/${good.host}`,
      `http://${evil.host}#${good.host}`,
      `http://${evil.host}?${good.host}`,
      `http://${good.host}\\@${evil.host}`,
      `http://localhost:${port}`,
      `http://127.1:${port}`,
      `http://2130706433:${port}`,
      `http://[::ffff:127.0.0.1]:${port}`,
      `http://127.0.0.1.:${port}`,
      ` ${evil.url}`,
    ];
    for (const server of spellings) {
      const registry = { ...here, server, pullCredential: 'platform', name: 'janes' };
      const { status } = await berth.put('/registries/janes', registry);
      expect([server, status]).toEqual([server, 400]);
      expect((await berth.post('/checks', { registry })).status).toBe(400);
    }
    expect(evil.requests).toEqual([]);
  });

  test('a registry that was led elsewhere goes without, and does not get the secret back', async () => {
    await berth.put('/registries/led', { ...here, pullCredential: 'platform' }).expect(201);
    await berth.put('/registries/led', there, jane).expect(200);
    await berth.post('/registries/led/checks', {}, jane).expect(200);
    expect(evil.requests).not.toEqual([]);
    const attach = { pullCredential: 'platform' };
    await berth.put('/registries/led', { ...there, ...attach }, jane).expect(400);
    await berth.put('/registries/led', { ...here, ...attach }, jane).expect(400);
    await berth.post('/registries/led/checks', {}, jane).expect(200);
  });

  test('who can write the database, and has no key, cannot lead it elsewhere', async () => {
    await berth.put('/registries/row', { ...here, pullCredential: 'platform' }).expect(201);
    await knex('registries').where({ name: 'row' }).update({ server: evil.url, host: evil.host });
    const asked = await berth.post('/registries/row/checks', {}).expect(200);
    expect(asked.body).toMatchObject({
      status: {
        code: 'INVALID',
        cause: `The secret of "platform" was not entered for ${evil.host} and this way to it.`,
        nextStep: 'Enter it again.',
      },
      steps: [],
    });
    const before = await knex('credentials').where({ name: 'platform' }).first<{ hosts: string }>();
    const hosts = JSON.stringify([{ host: evil.host, connection: 'insecure' }]);
    await knex('credentials').where({ name: 'platform' }).update({ hosts });
    const again = await berth.post('/registries/row/checks', {}).expect(200);
    expect(again.body).toMatchObject({
      status: {
        code: 'INVALID',
        cause: 'The stored secret of "platform" does not open: it was put in the place of another.',
        nextStep: 'Enter it again, and tell an admin of Berth.',
      },
    });
    await knex('credentials').where({ name: 'platform' }).update({ hosts: before?.hosts });
    await berth.delete('/registries/row?force=true').expect(200);
  });

  test.each([
    'docker.io',
    'index.docker.io',
    'https://index.docker.io/v1/',
    'registry-1.docker.io',
    'https://registry-1.docker.io/v2/',
    'DOCKER.IO',
  ])('%s is the Docker Hub that the secret was entered for', async server => {
    const hub = { kind: 'password', username: 'ada', password: CANARY, hosts: ['docker.io'] };
    await berth.put('/credentials/hub', hub);
    const { body } = await berth.put('/registries/hub', { server, pullCredential: 'hub' });
    expect(body).toMatchObject({ server, host: 'docker.io', pullCredential: 'hub' });
  });

  test('another provider at the same host needs no secret, if it takes such a credential', async () => {
    const registry = { server: 'registry.example.com', pullCredential: 'corp' };
    const corp = { kind: 'password', username: 'a', password: 'b', hosts: [registry.server] };
    await berth.put('/credentials/corp', corp).expect(201);
    await berth.put('/registries/corp', { ...registry, provider: 'harbor' }).expect(201);
    const { body } = await berth.put('/registries/corp', { ...registry, provider: 'artifactory' });
    expect(body).toMatchObject({ provider: 'artifactory', pullCredential: 'corp' });
    await berth.put('/registries/corp', { ...registry, server: 'ghcr.io' }).expect(400);
    await berth.put('/registries/corp', { ...registry, connection: 'insecure' }).expect(400);
    const renamed = await berth.put('/credentials/corp', { ...corp, name: 'other' }).expect(400);
    expect(errorOf(renamed)).toMatchObject({ field: 'name' });
  });
});
