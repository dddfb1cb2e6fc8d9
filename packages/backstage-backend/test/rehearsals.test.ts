import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller } from '../src/access/caller.ts';
import { rehearseRegistry } from '../src/registry/rehearse-registry.ts';
import { Sealer } from '../src/sealing/sealer.ts';
import { writeTransaction } from '../src/store/write-transaction.ts';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';

const caller = new Caller({ ref: 'user:default/admin', kind: 'user', isAdmin: true });

describe.each(databases)('a change that is only rehearsed, on %s', database => {
  const sealer = new Sealer([{ id: 'k', bytes: new Uint8Array(32) }]);
  let knex: Knex;

  beforeAll(async () => {
    knex = await migratedDatabase(database);
  });
  afterAll(() => knex.destroy());

  function rehearse(name: string, read: () => Promise<string> = () => Promise.resolve('done')) {
    const bot = { name, kind: 'password', username: 'u', password: 'p' } as const;
    const input = { server: 'ghcr.io', pullCredential: bot };
    return rehearseRegistry({ knex, sealer }, { known: undefined, input, caller }, read);
  }

  test('waits for those who write, and does not fail where they were faster', async () => {
    let finish = () => {};
    const finished = new Promise<void>(resolve => (finish = resolve));
    let begin = () => {};
    const begun = new Promise<void>(resolve => (begin = resolve));
    const by = { created_at: '', created_by: '', updated_at: '', updated_by: '' };
    const writing = writeTransaction(knex, async transaction => {
      await transaction('credentials').insert({
        ...{ id: randomUUID(), name: 'wanted', kind: 'password', hosts: '[]' },
        ...{ public_fields: '{}', revision: 1, field_revisions: '{}', ...by },
      });
      begin();
      await finished;
    });
    // On SQLite, who asks now waits for the only connection there is.
    const rehearsing = begun.then(() => rehearse('wanted')).catch((error: unknown) => error);
    await begun;
    await new Promise(resolve => setTimeout(resolve, 100));
    finish();
    await writing;
    const asked = await rehearsing;
    expect(asked).toSatisfy(
      (answer: unknown) => answer === 'done' || (answer as Error).name === 'ConflictError',
    );
  });

  test('leaves nothing behind, even if it fails', async () => {
    expect(await rehearse('nothing')).toBe('done');
    const failing = rehearse('nothing', () => Promise.reject(new Error('No.')));
    await expect(failing).rejects.toThrow('No.');
    expect(await knex('credentials').where({ name: 'nothing' })).toEqual([]);
    expect(await knex('events').select()).toEqual([]);
  });
});
