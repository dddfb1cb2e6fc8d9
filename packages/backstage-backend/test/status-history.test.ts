import { randomUUID } from 'node:crypto';
import type { StatusHistory } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StatusStore } from '../src/store/status-store.ts';
import { startBerth } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { fillDatabase } from './large-database.ts';
import { migratedDatabase } from './migrated-database.ts';

describe.each(databases)('how a registry was, on %s', database => {
  let knex: Knex;
  let ids: readonly string[];

  beforeAll(async () => {
    knex = await migratedDatabase(database);
    await fillDatabase(knex, { registries: 3, selections: 0 });
    await knex('status_history').delete();
    ids = await knex('registries').orderBy('name').pluck<string[]>('id');
  });
  afterAll(() => knex.destroy());

  const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();

  async function past(registry: number, code: 'OK' | 'INVALID', day: number): Promise<void> {
    await new StatusStore(knex).save({
      ...{ registryId: ids[registry] ?? '', failures: 0, repository: undefined },
      ...{ verdict: { code, proven: [], cause: `Of day ${day}.` }, checkedAt: at(day) },
      nextCheckAt: at(day + 1),
    });
  }

  test('the newest comes first, in pages', async () => {
    for (const [day, code] of (['OK', 'INVALID', 'INVALID', 'OK'] as const).entries()) {
      await past(0, code, day + 1);
    }
    await past(1, 'OK', 2);
    const statuses = new StatusStore(knex);
    const first = await statuses.listHistory(ids[0] ?? '', { limit: 2, cursor: undefined });
    expect(first).toMatchObject({
      totalItems: 3,
      items: [
        { code: 'OK', cause: 'Of day 4.', at: at(4) },
        { code: 'INVALID', cause: 'Of day 2.', at: at(2) },
      ],
    });
    const page = { limit: 2, cursor: first.nextCursor };
    expect(await statuses.listHistory(ids[0] ?? '', page)).toEqual({
      ...{ items: [{ code: 'OK', cause: 'Of day 1.', at: at(1) }], totalItems: 3 },
      nextCursor: undefined,
    });
    await expect(statuses.listHistory(ids[1] ?? '', page)).rejects.toThrow('is not of this list');
  });

  test('what is old goes, however much it is, but for what still is', async () => {
    const old = Array.from({ length: 2500 }, (_, index) => ({
      ...{
        id: randomUUID(),
        registry_id: ids[2] ?? '',
        code: index % 2 ? 'OK' : 'INVALID',
        cause: null,
      },
      at: new Date(Date.UTC(2020, 0, 1) + index).toISOString(),
    }));
    await knex.batchInsert('status_history', old, 100);
    const statuses = new StatusStore(knex);
    // Of the others: what was on the first day. What has been since the second day stays.
    expect(await statuses.deleteHistoryBefore(at(3))).toBe(2499 + 2);
    expect(await statuses.deleteHistoryBefore(at(3))).toBe(0);
    const left = await Promise.all(
      ids.map(async id => (await statuses.listHistory(id, { limit: 9, cursor: undefined })).items),
    );
    expect(left.map(items => items.map(one => one.at))).toEqual([
      [at(4)],
      [at(2)],
      [new Date(Date.UTC(2020, 0, 1) + 2499).toISOString()],
    ]);
  });

  test('a check is there to read, and what never changed is there once', async () => {
    const berth = await startBerth({ database: newDatabase(database) });
    await berth.put('/registries/r', { server: '127.0.0.1:1' }).expect(201);
    const path = '/registries/r/status-history';
    await berth.get(path).expect(200, { items: [], totalItems: 0, pageInfo: {} });
    const first = await berth.post('/registries/r/checks', {}).expect(200);
    await berth.post('/registries/r/checks', {}).expect(200);
    const { body } = await berth.get(path, { as: 'john' }).expect(200);
    const { status } = first.body as { readonly status: { code: string; cause: string } };
    const { items, totalItems } = body as StatusHistory;
    expect(totalItems).toBe(1);
    expect(items).toEqual([
      { code: 'UNREACHABLE', cause: status.cause, at: expect.any(String) as string },
    ]);
    await berth.stop();
  });
});
