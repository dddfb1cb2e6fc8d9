import type { Registry } from '@berth/backstage-plugin-berth-common';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';

describe.each(databases)('registries on %s', database => {
  let berth: BerthBackend;

  beforeEach(async () => {
    berth = await startBerth({ database: newDatabase(database) });
  });
  afterEach(() => berth.stop());

  test('a registry is created, read by name and id, changed and deleted', async () => {
    const created = await berth.put('/registries/ghcr', { server: 'ghcr.io' }).expect(201);
    const registry = created.body as Registry;
    expect(registry).toEqual({
      id: expect.any(String) as string,
      name: 'ghcr',
      provider: 'ghcr',
      server: 'ghcr.io',
      host: 'ghcr.io',
      connection: 'secure',
      purposes: ['pull'],
      default: true,
      disabled: false,
      management: 'user',
      scope: [],
      labels: {},
      status: { code: 'UNKNOWN', proven: [] },
      createdAt: expect.any(String) as string,
      createdBy: 'user:default/admin',
      updatedAt: registry.createdAt,
      updatedBy: 'user:default/admin',
    });
    await berth.get(`/registries/${registry.id}`).expect(200, registry);
    const changed = await berth.put(`/registries/${registry.id}`, {
      server: 'ghcr.io',
      title: 'GitHub',
    });
    expect(changed.status).toBe(200);
    expect((changed.body as Registry).title).toBe('GitHub');
    await berth
      .delete('/registries/ghcr')
      .expect(200, { deleted: { id: registry.id, name: 'ghcr' }, credentials: [] });
    await berth.get('/registries/ghcr').expect(404);
  });
});
