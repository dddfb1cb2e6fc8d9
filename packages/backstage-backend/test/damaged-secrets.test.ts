import type { Credential } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseOf } from './database-of.ts';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

const WITHOUT_SECRET = { kind: 'password', username: 'bot', hosts: ['ghcr.io'] };
const BOT = { ...WITHOUT_SECRET, password: 'canary-31c7' };

describe.each(databases)(
  'someone who writes the database of Berth but has no key, on %s',
  database => {
    let berth: BerthBackend;
    let knex: Knex;

    beforeEach(async () => {
      const spy = databaseOf();
      berth = await startBerth({ database: newDatabase(database), features: [spy.feature] });
      knex = spy.knex();
      await berth.put('/credentials/one', BOT).expect(201);
      await berth.put('/credentials/two', { ...BOT, username: 'other' }).expect(201);
    });
    afterEach(() => berth.stop());

    const row = (name: string) => knex('credentials').where({ name });
    const sealedOf = (name: string) => row(name).first<{ readonly sealed: string }>('sealed');

    test.each<[string, () => Promise<object>]>([
      ['copies the secret of another', () => sealedOf('two')],
      [
        'puts an earlier secret back',
        async () => {
          const sealed = await sealedOf('one');
          await berth.put('/credentials/one', { ...BOT, password: 'newer' }).expect(200);
          return sealed;
        },
      ],
      ['raises the revision', () => Promise.resolve({ revision: 7 })],
      [
        'adds a host of theirs',
        () =>
          Promise.resolve({
            hosts: JSON.stringify([
              { host: 'evil.example.com', connection: 'secure' },
              { host: 'ghcr.io', connection: 'secure' },
            ]),
          }),
      ],
      ['takes the secret away', () => Promise.resolve({ sealed: null, key_id: null })],
      ['writes nonsense', () => Promise.resolve({ sealed: 'a.b.c.d.e' })],
    ])('who %s gets nowhere, and its owner mends it', async (_, damage) => {
      await row('one').update(await damage());

      const change = { ...WITHOUT_SECRET, username: 'changed' };
      const refused = await berth.put('/credentials/one', change).expect(409);
      expect(errorOf(refused)).toEqual({
        name: 'ConflictError',
        message: expect.stringMatching(
          /^The stored secret of "one" does not open: [^.]+\. Enter it again, and tell an admin of Berth\.$/,
        ) as string,
      });
      expect(refused.text).not.toContain('canary');

      // Where it was for is not known any more: hosts that somebody put there are not kept.
      const { hosts, ...withoutHosts } = BOT;
      const unsaid = await berth.put('/credentials/one', withoutHosts).expect(400);
      expect(errorOf(unsaid)).toMatchObject({ field: 'hosts' });
      const mended = await berth
        .put('/credentials/one', { ...BOT, password: 'mended' })
        .expect(200);
      expect((mended.body as Credential).hosts).toEqual(hosts);
      await berth.put('/credentials/one', change).expect(200);
    });

    test('it can be deleted without being opened', async () => {
      await row('one').update({ sealed: 'a.b.c.d.e' });
      await berth.get('/credentials/one').expect(200);
      await berth.delete('/credentials/one').expect(204);
    });
  },
);
