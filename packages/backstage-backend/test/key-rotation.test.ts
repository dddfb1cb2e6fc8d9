import type { Knex } from 'knex';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Caller } from '../src/access/caller.ts';
import { CredentialService } from '../src/credential/credential-service.ts';
import { openSecrets } from '../src/credential/credential-secrets.ts';
import { checkKeysInUse } from '../src/credential/keys-in-use.ts';
import { ReencryptionTask } from '../src/credential/reencryption-task.ts';
import { Sealer } from '../src/sealing/sealer.ts';
import { CredentialStore } from '../src/store/credential-store.ts';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';

const OLD = { id: 'old', bytes: new Uint8Array(32).fill(1) };
const NEW = { id: 'new', bytes: new Uint8Array(32).fill(2) };
const caller = new Caller({ ref: 'user:default/a', kind: 'user', isAdmin: true });
const WRITE = { ifMatch: undefined, ifNoneMatch: undefined, caller };
/** More than two batches of the task. */
const MANY = 230;

describe.each(databases)('another encryption key on %s', database => {
  let knex: Knex;
  let credentials: CredentialStore;
  let lines: string[];
  const rotated = new Sealer([NEW, OLD]);

  beforeEach(async () => {
    knex = await migratedDatabase(database);
    credentials = new CredentialStore(knex);
    lines = [];
  });
  afterEach(() => knex.destroy());

  async function write(name: string, password: string, sealer: Sealer): Promise<void> {
    const input = { kind: 'password', username: 'u', password, hosts: ['ghcr.io'] } as const;
    await new CredentialService({ knex, sealer }).put(name, input, WRITE);
  }

  async function secretOf(name: string, sealer: Sealer): Promise<string | undefined> {
    const credential = await credentials.find(name);
    return credential && (await openSecrets(sealer, credential))['password'];
  }

  function task(sealer: Sealer): ReencryptionTask {
    const log = (line: string) => void lines.push(line);
    const logger = { info: log, warn: log } as unknown as LoggerService;
    return new ReencryptionTask({ knex, sealer, logger });
  }

  const names = Array.from({ length: MANY }, (_, at) => `c${at}`);
  const countsByKey = async () => Object.fromEntries(await credentials.countByKey());

  test('all secrets move to the first key; nothing else about them changes', async () => {
    for (const name of names) await write(name, `secret of ${name}`, new Sealer([OLD]));
    const before = await knex('credentials').orderBy('id').select('id', 'revision', 'updated_at');
    await task(rotated).run();

    expect(await countsByKey()).toEqual({ new: MANY });
    expect(await knex('credentials').orderBy('id').select('id', 'revision', 'updated_at')).toEqual(
      before,
    );
    const alone = new Sealer([NEW]);
    await checkKeysInUse(credentials, alone);
    for (const name of names) expect(await secretOf(name, alone)).toBe(`secret of ${name}`);
    expect(lines).toEqual([
      `Sealed anew with the encryption key "new": ${MANY} secrets.`,
      'Nothing is sealed with "old" any more: take them out of berth.encryption.keys.',
    ]);
    await task(rotated).run();
    expect(lines).toHaveLength(2);
  });

  test('a run that is stopped goes on where it was, and two at once do no harm', async () => {
    for (const name of names) await write(name, name, new Sealer([OLD]));
    const stopped = new AbortController();
    let writes = 0;
    knex.on('query', ({ sql }: { readonly sql: string }) => {
      if (sql.startsWith('update') && ++writes === 130) stopped.abort();
    });
    await task(rotated).run(stopped.signal);
    const { old = 0 } = await countsByKey();
    expect(old).toBe(MANY - 130);

    await Promise.all([task(rotated).run(), task(rotated).run()]);
    expect(await countsByKey()).toEqual({ new: MANY });
    const moved = lines.map(line => Number(/: (\d+) secrets/.exec(line)?.[1] ?? 0));
    expect(moved.reduce((sum, one) => sum + one, 0)).toBe(old);
  });

  test('what people write meanwhile stays as they wrote it', async () => {
    for (const name of names.slice(0, 120)) await write(name, 'before', new Sealer([OLD]));
    const written = names.filter((_, at) => at < 120 && at % 3 === 0);
    await Promise.all([
      task(rotated).run(),
      // By a replica that has the new key, but seals with the old one still.
      ...written.map(name => write(name, `after ${name}`, new Sealer([OLD, NEW]))),
    ]);
    for (const name of written) expect(await secretOf(name, rotated)).toBe(`after ${name}`);
    await task(rotated).run();
    expect(await countsByKey()).toEqual({ new: 120 });
    for (const name of written) expect(await secretOf(name, rotated)).toBe(`after ${name}`);
    expect(await secretOf('c1', rotated)).toBe('before');
  });

  test('one that does not open is told of, and does not hold up the others', async () => {
    for (const name of ['a', 'b', 'c']) await write(name, name, new Sealer([OLD]));
    await knex('credentials').where({ name: 'b' }).update({ revision: 9 });
    await task(rotated).run();
    expect(await countsByKey()).toEqual({ new: 2, old: 1 });
    expect(lines.sort()).toEqual([
      'Sealed anew with the encryption key "new": 2 secrets.',
      'The stored secret of "b" does not open: it was put in the place of another. Enter it again, and tell an admin of Berth.',
    ]);
  });

  test('a key that is in use cannot be dropped', async () => {
    await write('a', 'a', new Sealer([OLD]));
    await write('b', 'b', new Sealer([OLD]));
    await write('c', 'c', new Sealer([NEW]));
    await checkKeysInUse(credentials, rotated);
    await expect(checkKeysInUse(credentials, new Sealer([NEW]))).rejects.toThrow(
      'Secrets are sealed with encryption keys that berth.encryption.keys does not have: "old" (2 secrets). Put them back behind the first key, and take them out when the log says that nothing is sealed with them any more.',
    );
    const other = { id: 'other', bytes: new Uint8Array(32).fill(3) };
    await expect(checkKeysInUse(credentials, new Sealer([other]))).rejects.toThrow(
      '"new" (1 secret), "old" (2 secrets)',
    );
  });

  test('nor be another under the same id', async () => {
    await write('a', 'a', new Sealer([OLD]));
    const other = new Sealer([{ ...OLD, bytes: NEW.bytes }]);
    await expect(checkKeysInUse(credentials, other)).rejects.toThrow(
      'The encryption key "old" does not open what was sealed with it: 1 secret. Put its secret back, and give another key another id.',
    );
    await write('b', 'b', new Sealer([OLD]));
    await knex('credentials').where({ name: 'a' }).update({ sealed: 'a.b.c.d.e' });
    await checkKeysInUse(credentials, new Sealer([OLD]));
  });
});
