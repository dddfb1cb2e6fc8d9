import { setTimeout as wait } from 'node:timers/promises';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { expect, test } from 'vitest';
import { startBerth } from './berth-backend.ts';
import { newDatabase } from './databases.ts';

const REGISTRIES = 20;

test('two backends on one PostgreSQL check each registry once', async () => {
  const server = await startScriptedServer({
    '*': ({ headers }) =>
      headers.authorization === undefined
        ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
        : { body: '{}', delay: 100 },
  });
  const database = newDatabase('PostgreSQL');
  const config = { network: { allow: [{ cidr: '127.0.0.1' }] } };
  // Its scheduler runs once at the start, when there is nothing yet.
  const writer = await startBerth({ database, config });
  for (let count = 0; count < REGISTRIES; count++) {
    const name = `r-${count}`;
    const pullCredential = { name, kind: 'password', username: name, password: 'p' };
    const entry = { server: server.url, connection: 'insecure', pullCredential };
    await writer.put(`/registries/${name}`, entry).expect(201);
  }
  const features = [schedulerServiceFactory];
  const replicas = await Promise.all([1, 2].map(() => startBerth({ database, config, features })));
  try {
    const healthy = async () => {
      const { body } = await writer.get('/registries?status=OK&limit=1');
      return (body as { readonly totalItems: number }).totalItems;
    };
    for (let tries = 0; tries < 200 && (await healthy()) < REGISTRIES; tries++) await wait(200);
    expect(await healthy()).toBe(REGISTRIES);
    const logins = server.requests.flatMap(({ headers }) => headers.authorization ?? []);
    expect(logins).toHaveLength(REGISTRIES);
    expect(new Set(logins).size).toBe(REGISTRIES);
  } finally {
    await Promise.all([writer, ...replicas].map(berth => berth.stop()));
    await server.stop();
  }
});
