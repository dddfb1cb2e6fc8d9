import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Caller } from '../src/access/caller.ts';
import { RegistryService } from '../src/registry/registry-service.ts';
import { Sealer } from '../src/sealing/sealer.ts';
import { databases } from './databases.ts';
import { migratedDatabase } from './migrated-database.ts';

const caller = new Caller({ ref: 'user:default/a', kind: 'user', isAdmin: true });
const options = { ifMatch: undefined, ifNoneMatch: undefined, caller };

describe.each(databases)('registries and those who use or write them, on %s', database => {
  let knex: Knex;
  let service: RegistryService;

  beforeAll(async () => {
    knex = await migratedDatabase(database);
    service = new RegistryService({
      knex,
      sealer: new Sealer([{ id: 'k', bytes: new Uint8Array(32) }]),
      findAnnotated: () => Promise.resolve({ users: [], total: 0 }),
      findApps: () => Promise.resolve([]),
    });
    await service.put('default', { server: 'ghcr.io' }, options);
    const { registry } = await service.put('used', { server: 'quay.io' }, options);
    await select('component:default/api', '', registry.id);
    await select('component:default/api', 'production', registry.id);
    await select('component:default/none', '', null);
  });
  afterAll(() => knex.destroy());

  async function select(app: string, environment: string, registryId: string | null) {
    const by = { created_at: '', created_by: '', updated_at: '', updated_by: '' };
    const row = { entity_ref: app, environment, registry_id: registryId, revision: 1, ...by };
    await knex('selections').insert({
      id: randomUUID(),
      position: `${app} ${environment}`,
      field_revisions: '{}',
      ...row,
    });
  }

  test('one that apps use is deleted by force only, and their choice stays', async () => {
    const gently = { ...options, force: false, deleteCredential: false };
    await expect(service.delete('used', gently)).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        'The registry "used" is used by 2 that you may not see. Have them choose another one first, or delete it by force.',
      heldBy: 'apps',
      usages: [],
    });
    await service.delete('used', { ...gently, force: true });
    expect(await knex('selections').whereNotNull('registry_id')).toHaveLength(2);
  });

  test('of two that create it at once, one does', async () => {
    const create = { ...options, ifNoneMatch: '*' };
    const both = await Promise.allSettled([
      service.put('twice', { server: 'ghcr.io' }, create),
      service.put('twice', { server: 'quay.io' }, create),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [, failed] = both.sort((a, b) => (a.status < b.status ? -1 : 1));
    expect(failed).toMatchObject({ reason: { statusCode: 412 } });
  });

  test('of many that write it at once, each is done', async () => {
    const titles = ['a', 'b', 'c', 'd'];
    const written = await Promise.all(
      titles.map(title => service.put('at-once', { server: 'ghcr.io', title }, options)),
    );
    expect(written.map(({ isNew }) => isNew).sort()).toEqual([false, false, false, true]);
    expect(written.map(({ registry }) => registry.revision).sort()).toEqual([1, 2, 3, 4]);
  });

  test('a credential that changes hands meanwhile is not deleted with its registry', async () => {
    const own = { server: 'ghcr.io', owner: 'group:default/payments' };
    const secret = { kind: 'password', username: 'u', password: 'p' } as const;
    const whole = { name: 'handed', owner: 'group:default/payments', ...secret };
    await service.put('handed', { ...own, pullCredential: whole }, options);
    const other = { ...whole, owner: 'group:default/search' };
    let asked = 0;
    class Jane extends Caller {
      /** Behind the look at her rights to both, an admin gives the credential to others. */
      override async require(...args: Parameters<Caller['require']>): Promise<void> {
        await super.require(...args);
        if (++asked === 2) await service.put('handed', { ...own, pullCredential: other }, options);
      }
    }
    const memberships = ['group:default/payments'];
    const jane = new Jane({ ref: 'user:default/jane', kind: 'user', memberships });
    const asJane = { ...options, caller: jane, force: true, deleteCredential: true };
    await expect(service.delete('handed', asJane)).rejects.toMatchObject({
      name: 'ConflictError',
      message: '"handed" was changed by somebody else just now. Try again.',
    });
    expect(asked).toBe(2);
    await expect(service.delete('handed', asJane)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    expect(await knex('credentials').where({ name: 'handed' })).toHaveLength(1);
    expect((await service.get('handed', caller)).name).toBe('handed');
  });

  test('who may use a credential as long as a registry has it cannot be faster than its loss', async () => {
    const own = { server: 'ghcr.io', owner: 'group:default/payments' };
    const secret = { kind: 'password', username: 'u', password: 'p' } as const;
    await service.put('race', { ...own, pullCredential: { name: 'race', ...secret } }, options);
    let times = 0;
    class Jane extends Caller {
      /** Between looking at their rights and writing, an admin takes the credential away. */
      override async require(...args: Parameters<Caller['require']>): Promise<void> {
        if (times++ === 0) await service.put('race', own, options);
        return super.require(...args);
      }
    }
    const memberships = ['group:default/payments'];
    const jane = new Jane({ ref: 'user:default/jane', kind: 'user', memberships });
    await expect(
      service.put('race', { ...own, pullCredential: 'race' }, { ...options, caller: jane }),
    ).rejects.toThrow('There is no credential "race" that you may use.');
    expect(times).toBe(2);
    const { pullCredentialId } = await service.get('race', caller);
    expect(pullCredentialId).toBeUndefined();
  });
});
