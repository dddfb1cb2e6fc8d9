import type { Knex } from 'knex';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { expect, test } from 'vitest';
import { startBerth } from './berth-backend.ts';
import { databaseOf } from './database-of.ts';
import { newDatabase } from './databases.ts';

const key = (id: string, byte: number) => ({
  id,
  secret: Buffer.alloc(32, byte).toString('base64'),
});
const [OLD, NEW] = [key('old', 1), key('new', 2)];
const BOT = { kind: 'password', username: 'bot', password: 'canary-start', hosts: ['ghcr.io'] };

async function countsByKey(knex: Knex): Promise<Record<string, number>> {
  const rows = await knex<{ readonly key_id: string }>('credentials').pluck('key_id');
  const counts: Record<string, number> = {};
  for (const id of rows) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

test('a backend does not start without its keys, and two of them change keys by themselves', async () => {
  const database = newDatabase('PostgreSQL');
  const start = (keys: object[]) => {
    const spy = databaseOf();
    const features = [spy.feature, schedulerServiceFactory];
    const config = { encryption: { keys: keys.map(one => ({ ...one })) } };
    return startBerth({ database, config, features }).then(berth => ({ berth, spy }));
  };
  await expect(start([])).rejects.toThrow('Berth has no key to encrypt credentials with.');
  const first = await start([OLD]);
  for (let at = 0; at < 12; at++) await first.berth.put(`/credentials/c${at}`, BOT).expect(201);
  await first.berth.stop();

  await expect(start([NEW])).rejects.toThrow(
    'Secrets are sealed with encryption keys that berth.encryption.keys does not have: "old" (12 secrets).',
  );
  await expect(start([{ ...OLD, secret: NEW.secret }])).rejects.toThrow(
    'The encryption key "old" does not open what was sealed with it: 12 secrets.',
  );

  const replicas = await Promise.all([start([NEW, OLD]), start([NEW, OLD])]);
  const knex = replicas[0].spy.knex();
  await expect.poll(() => countsByKey(knex), { timeout: 30_000 }).toEqual({ new: 12 });
  for (const { berth } of replicas) await berth.stop();

  const last = await start([NEW]);
  // The secret that is stored is used again.
  const { hosts, username, kind } = BOT;
  await last.berth.put('/credentials/c0', { hosts, kind, username, title: 'T' }).expect(200);
  await last.berth.stop();
});
