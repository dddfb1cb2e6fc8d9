import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller } from '../src/access/caller.ts';
import { CredentialService } from '../src/credential/credential-service.ts';
import { openSecrets } from '../src/credential/credential-secrets.ts';
import { Sealer } from '../src/sealing/sealer.ts';
import { CredentialStore } from '../src/store/credential-store.ts';
import type { StoredCredential } from '../src/store/stored-credential.ts';
import type { Knex } from 'knex';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';

const SECRET = 'canary-4b1d-at-rest';
const ANYTHING = { ifMatch: undefined, ifNoneMatch: undefined };

describe.each(databases)('secrets in %s', database => {
  let knex: Knex;
  const sealer = new Sealer([{ id: 'k1', bytes: new Uint8Array(32).fill(1) }]);
  const caller = new Caller({ ref: 'user:default/a', kind: 'user', isAdmin: true });

  beforeAll(async () => {
    knex = await migratedDatabase(database);
    const service = new CredentialService({ knex, sealer });
    for (const name of ['one', 'two']) {
      const input = {
        kind: 'password',
        username: 'u',
        password: SECRET,
        hosts: ['ghcr.io'],
      } as const;
      await service.put(name, input, { ...ANYTHING, caller });
    }
  });
  afterAll(() => knex.destroy());

  async function stored(name: string): Promise<StoredCredential> {
    const credential = await new CredentialStore(knex).find(name);
    if (credential === undefined) throw new Error(`"${name}" is not stored.`);
    return credential;
  }

  test('are sealed, by the first key, and open again', async () => {
    const rows = JSON.stringify(await knex('credentials').select('*'));
    for (const form of [SECRET, Buffer.from(SECRET).toString('base64')]) {
      expect(rows).not.toContain(form);
    }
    const one = await stored('one');
    expect(one.sealed?.keyId).toBe('k1');
    expect(await openSecrets(sealer, one)).toEqual({ password: SECRET });
  });

  test('do not open in the place of another, as an older revision, or changed', async () => {
    const [one, two] = [await stored('one'), await stored('two')];
    const text = one.sealed?.text ?? '';
    const swapped = { ...two, sealed: one.sealed };
    const refused = (reason: string, why: string) => ({
      ...{ name: 'ConflictError', reason },
      message: `The stored secret of "${why.split(': ')[0]}" does not open: ${why.split(': ')[1]}. Enter it again, and tell an admin of Berth.`,
    });
    await expect(openSecrets(sealer, swapped)).rejects.toMatchObject(
      refused('misplaced', 'two: it was put in the place of another'),
    );
    await expect(openSecrets(sealer, { ...one, revision: 2 })).rejects.toMatchObject(
      refused('misplaced', 'one: it was put in the place of another'),
    );
    const bindings = [...one.bindings, { host: 'evil.example.com', connection: 'secure' } as const];
    await expect(openSecrets(sealer, { ...one, bindings })).rejects.toMatchObject({
      reason: 'misplaced',
    });
    const changed = { keyId: 'k1', text: `${text.slice(0, -4)}AAAA` };
    await expect(openSecrets(sealer, { ...one, sealed: changed })).rejects.toMatchObject(
      refused('damaged', 'one: it was changed, or sealed with another key of the same id'),
    );
    await expect(openSecrets(sealer, { ...one, sealed: undefined })).rejects.toMatchObject({
      reason: 'damaged',
    });
    const other = new Sealer([{ id: 'k2', bytes: new Uint8Array(32).fill(2) }]);
    await expect(openSecrets(other, one)).rejects.toMatchObject(
      refused('unknown-key', 'one: no encryption key has the id "k1"'),
    );
  });
});
