import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { openApiDocument, type StatusCode } from '@berth/backstage-plugin-berth-common';
import { afterEach, describe, expect, test } from 'vitest';
import { worstVerdict } from '../src/check/worst-verdict.ts';
import { openSecrets } from '../src/credential/credential-secrets.ts';
import { CredentialStore } from '../src/store/credential-store.ts';
import { openDatabase } from '../src/store/database.ts';
import { RegistryStore } from '../src/store/registry-store.ts';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { emptyDatabase, MIGRATIONS } from './migrated-database.ts';
import { rowsOf, sealer, SEALED_SECRET } from './migration-rows.ts';

const CODES = openApiDocument.components.schemas.StatusCode.enum;
const END = '2030-01-01T00:00:00.000Z';
const files = readdirSync(MIGRATIONS).sort();

test('each migration comes with rows of its time', () => {
  expect(Object.keys(rowsOf)).toEqual(files);
});

describe.each(databases)('migrations on %s', database => {
  let knex: Knex;
  afterEach(() => knex.destroy());

  const open = (skip = false) => {
    const service: DatabaseService = {
      getClient: () => Promise.resolve(knex),
      migrations: { skip },
    };
    return openDatabase(service);
  };

  test.each(files)(
    'a database of %s comes to the newest schema with all that it holds',
    async file => {
      knex = await emptyDatabase(database);
      const applied = files.slice(0, files.indexOf(file) + 1);
      for (const name of applied) await knex.migrate.up({ directory: MIGRATIONS, name });
      const tables = applied.flatMap(name => Object.entries(rowsOf[name] ?? {}));
      for (const [table, rows] of tables) await knex(table).insert(rows);

      await open();

      for (const [table, rows] of tables) {
        const [first = {}] = rows;
        const read = await knex(table).select(Object.keys(first));
        // SQLite has no booleans.
        expect(JSON.parse(JSON.stringify(read), asBoolean)).toEqual(rows);
      }
      const credential = await new CredentialStore(knex).find('bot');
      expect(credential && (await openSecrets(sealer, credential))).toEqual(SEALED_SECRET);
      const registry = await new RegistryStore(knex).findDefault();
      expect(registry).toMatchObject({
        ...{ name: 'ghcr', pullCredentialId: credential?.id },
        ...{ scope: ['system:default/checkout'], labels: { team: 'a' } },
      });
      await open();
      expect(await knex('knex_migrations').pluck('name')).toEqual(files);
    },
  );

  test.each([
    ['20261121000001_registries.js', { code: 'UNKNOWN', urgency: '7', ends_at: END }],
    ['20261121000003_health.js', { code: 'OK', urgency: '9', ends_at: END }],
  ])('what a database of %s holds is in lists by status and by expiry', async (file, known) => {
    knex = await emptyDatabase(database);
    for (const name of files.slice(0, files.indexOf(file) + 1)) {
      await knex.migrate.up({ directory: MIGRATIONS, name });
      for (const [table, rows] of Object.entries(rowsOf[name] ?? {}))
        await knex(table).insert(rows);
    }
    await knex('credentials').update({ expires_at: END });
    await open();
    expect(await knex('registry_status').select('code', 'urgency', 'ends_at')).toEqual([known]);
  });

  test('what is more urgent is what is worse of two logins', async () => {
    knex = await emptyDatabase(database);
    await open();
    const credential = rowsOf[files[0] ?? '']?.['credentials'] ?? [];
    await knex('credentials').insert(credential);
    await knex('registries').insert(rowsOf[files[0] ?? '']?.['registries'] ?? []);
    await knex('registry_status').insert(rowsOf[files[2] ?? '']?.['registry_status'] ?? []);
    const urgencies = new Map<StatusCode, string>();
    for (const code of CODES) {
      await knex('registry_status').update({ code });
      const row = await knex<{ urgency: string }>('registry_status').first('urgency');
      urgencies.set(code, row?.urgency ?? '');
    }
    const urgent = (code: StatusCode) => urgencies.get(code) ?? '';
    const sorted = CODES.toSorted((a, b) => (urgent(a) < urgent(b) ? -1 : 1));
    expect(new Set(urgencies.values()).size).toBe(CODES.length);
    for (const [index, worse] of sorted.entries()) {
      for (const better of sorted.slice(index)) {
        const verdict = worstVerdict({ code: better, proven: [] }, { code: worse, proven: [] });
        expect(verdict.code).toBe(worse);
      }
    }
  });

  test('they do not go back', async () => {
    knex = await emptyDatabase(database);
    await open();
    await expect(knex.migrate.rollback({ directory: MIGRATIONS })).rejects.toThrow(
      'Migrations of Berth go forward only. Restore a backup to go back.',
    );
    expect(await knex('events').select()).toEqual([]);
  });

  test('a database of a newer version is left alone', async () => {
    knex = await emptyDatabase(database);
    await open();
    await knex('knex_migrations').insert({ name: '20990101000001_future.js', batch: 9 });
    await expect(open()).rejects.toThrow(
      'The database of Berth is newer than this version of it: 20990101000001_future.js. Start the newer version again, or restore a backup.',
    );
  });

  test('where they are skipped, a database without them is named, and not touched', async () => {
    knex = await emptyDatabase(database);
    const message = `The database of Berth lacks ${files.join(', ')}, and migrations are skipped here. Run them, or let this backend do so.`;
    await expect(open(true)).rejects.toThrow(message);
    expect(await knex.schema.hasTable('knex_migrations')).toBe(false);
    await open();
    await open(true);
  });
});

describe('backends on one PostgreSQL', () => {
  let started: BerthBackend[] = [];
  afterEach(async () => {
    for (const berth of started) await berth.stop();
    started = [];
  });

  test('that start at once bring it to the newest schema once', async () => {
    const database = newDatabase('PostgreSQL');
    started = await Promise.all([1, 2, 3].map(() => startBerth({ database })));
    const [first, second] = started;
    await first?.put('/registries/ghcr', { server: 'ghcr.io' }).expect(201);
    await second?.get('/registries/ghcr').expect(200);
  });

  test('that start at once give the scheduler their tasks in turn, for it migrates then', async () => {
    const database = newDatabase('PostgreSQL');
    let within = 0;
    const seen: number[] = [];
    const scheduler = mockServices.scheduler.mock({
      scheduleTask: async () => {
        seen.push(++within);
        await wait(20);
        within--;
      },
    });
    const features = [scheduler.factory];
    started = await Promise.all([1, 2, 3].map(() => startBerth({ database, features })));
    expect(seen).toEqual(Array(12).fill(1));
  });

  test('that come to the migrations at the same moment wait for each other', async () => {
    const first = await emptyDatabase('PostgreSQL');
    const { config } = first.client as { readonly config: Knex.Config };
    const pools = [first, ...[1, 2, 3, 4].map(() => knexFactory(config))];
    await Promise.all(pools.map(knex => openDatabase({ getClient: () => Promise.resolve(knex) })));
    expect(await first('knex_migrations').pluck('name')).toEqual(files);
    for (const knex of pools) await knex.destroy();
  });

  test('may skip migrations by the configuration once another has run them', async () => {
    const database = newDatabase('PostgreSQL');
    const skipping = { ...database, skipMigrations: true };
    await expect(startBerth({ database: skipping })).rejects.toThrow(
      'and migrations are skipped here. Run them, or let this backend do so.',
    );
    started = [await startBerth({ database })];
    started.push(await startBerth({ database: skipping }));
    await started[1]?.get('/registries').expect(200);
  });
});

function asBoolean(name: string, value: unknown): unknown {
  return ['is_default', 'disabled', 'is_scoped'].includes(name) ? Boolean(value) : value;
}
