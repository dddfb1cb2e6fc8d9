import type { EventList, Registry, RegistryList } from '@berth/backstage-plugin-berth-common';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';
import { SHOP } from './shop-entities.ts';

describe.each(databases)('the default registry on %s', database => {
  let berth: BerthBackend;

  beforeEach(async () => {
    berth = await startBerth({ database: newDatabase(database), entities: SHOP });
  });
  afterEach(() => berth.stop());

  async function defaults(): Promise<readonly string[]> {
    const { body } = await berth.get('/registries?default=true').expect(200);
    return (body as RegistryList).items.map(({ name }) => name);
  }

  test('there is none before the first registry, which becomes it', async () => {
    const none = await berth.get('/default-registry').expect(404);
    expect(errorOf(none).message).toBe(
      'There is no default registry that you may read. Add a registry.',
    );
    await berth.put('/registries/one', { server: 'ghcr.io' }).expect(201);
    await berth.put('/registries/two', { server: 'quay.io' }).expect(201);
    const { body } = await berth.get('/default-registry').expect(200);
    expect((body as Registry).name).toBe('one');
    expect(await defaults()).toEqual(['one']);
  });

  test('it is replaced, by either way', async () => {
    await berth.put('/registries/one', { server: 'ghcr.io' });
    const { body: two } = await berth.put('/registries/two', { server: 'quay.io' });
    await berth.put('/default-registry', { registry: (two as Registry).id }).expect(200);
    expect(await defaults()).toEqual(['two']);
    await berth.put('/registries/three', { server: 'quay.io', default: true }).expect(201);
    expect(await defaults()).toEqual(['three']);
    await berth.put('/registries/three', { server: 'quay.io' }).expect(200);
    expect(await defaults()).toEqual(['three']);
    const unknown = await berth.put('/default-registry', { registry: 'four' }).expect(400);
    expect(errorOf(unknown)).toMatchObject({ field: 'registry' });
  });

  test('the one that loses it is told of, and is another version', async () => {
    const first = await berth.put('/registries/one', { server: 'ghcr.io' }).expect(201);
    await berth.put('/registries/two', { server: 'quay.io' }).expect(201);
    await berth.put('/default-registry', { registry: 'two' }).expect(200);
    await berth.put('/registries/three', { server: 'quay.io', default: true, reason: 'Moved.' });
    const told = async (name: string) => {
      const { body } = await berth.get(`/events?registry=${name}&action=registry.update`);
      return (body as EventList).items.map(({ changes, reason }) => [changes, reason]);
    };
    const lost = [{ field: 'default', before: 'true', after: 'false' }];
    const won = [{ field: 'default', before: 'false', after: 'true' }];
    expect(await told('one')).toEqual([[lost, undefined]]);
    expect(await told('two')).toEqual([
      [lost, 'Moved.'],
      [won, undefined],
    ]);
    const ifMatch = { headers: { 'if-match': String(first.headers['etag']) } };
    const stale = await berth.put('/registries/one', { server: 'ghcr.io' }, ifMatch).expect(412);
    expect(errorOf(stale).changed).toEqual(['default']);
  });

  test('it is not removed', async () => {
    await berth.put('/registries/one', { server: 'ghcr.io' });
    const off = await berth
      .put('/registries/one', { server: 'ghcr.io', default: false })
      .expect(409);
    expect(errorOf(off).message).toBe(
      '"one" is the default registry, and there must be one. Make another registry the default instead.',
    );
    await berth.put('/registries/two', { server: 'quay.io' });
    const gone = await berth.delete('/registries/one?force=true').expect(409);
    expect(errorOf(gone).message).toBe(
      '"one" is the default registry. Make another registry the default first.',
    );
    await berth.delete('/registries/two').expect(200);
    await berth.delete('/registries/one').expect(200);
    await berth.get('/default-registry').expect(404);
  });

  const WHOEVER = 'whoever has chosen nothing, since it is the default';

  const OFF = { server: 'ghcr.io', disabled: true };
  const NARROW = { server: 'ghcr.io', scope: ['group:default/search'] };

  test.each([
    ['nobody can use it when it is disabled', 'CUT_OFF_BY_DISABLING', OFF],
    ['their images are at "ghcr.io"', 'CUT_OFF_BY_SERVER', { server: 'quay.io' }],
    ['its scope would be smaller', 'CUT_OFF_BY_SCOPE', NARROW],
  ])('a change that cuts off all that chose nothing needs force: %s', async (why, code, change) => {
    await berth.put('/registries/one', { server: 'ghcr.io' }).expect(201);
    const cut = await berth.put('/registries/one', change).expect(409);
    expect(errorOf(cut)).toEqual({
      ...{ name: 'ConflictError', code },
      message: `The registry "one" is used by ${WHOEVER}, and ${why}. Make another registry the default first, or change it with force=true.`,
      ...{ heldBy: 'apps', usages: [], totalUsages: 0, default: true },
    });
    await berth.put('/registries/one?force=true', change).expect(200);
    const again = { ...change, default: true, title: 'As it was before, but for this.' };
    await berth.put('/registries/one', again).expect(200);
    await berth.put('/default-registry', { registry: 'one' }).expect(200);
    await berth.put('/registries/other', change).expect(201);
  });

  test('those who chose it are named beside those who chose nothing', async () => {
    await berth.put('/registries/one', { server: 'ghcr.io' }).expect(201);
    const path = '/apps/component/default/api/selections/*';
    await berth.put(path, { registry: 'one' }).expect(201);
    const cut = await berth.put('/registries/one', { server: 'quay.io' }).expect(409);
    expect(errorOf(cut)).toMatchObject({
      message: `The registry "one" is used by component:default/api, and by ${WHOEVER}, and their images are at "ghcr.io". Have them choose another one and make another registry the default first, or change it with force=true.`,
      ...{ heldBy: 'apps', usages: ['component:default/api'], totalUsages: 1, default: true },
    });
  });

  test('one that is disabled does not become it, by either way, nor by force', async () => {
    await berth.put('/registries/one', { server: 'ghcr.io' }).expect(201);
    await berth.put('/registries/off', { server: 'quay.io', disabled: true }).expect(201);
    const refused = (field: string) => ({
      ...{ name: 'InputError', field },
      message:
        'The registry "off" is disabled, and whoever has chosen nothing uses the default. Enable it first.',
    });
    const change = { server: 'quay.io', disabled: true, default: true };
    for (const query of ['', '?force=true']) {
      const chosen = await berth.put(`/default-registry${query}`, { registry: 'off' }).expect(400);
      expect(errorOf(chosen)).toEqual(refused('registry'));
      const put = await berth.put(`/registries/off${query}`, change).expect(400);
      expect(errorOf(put)).toEqual(refused('default'));
    }
    expect(await defaults()).toEqual(['one']);
    await berth.put('/registries/off', { ...change, disabled: false }).expect(200);
    expect(await defaults()).toEqual(['off']);
  });

  test('one with a scope becomes it by force only, by either way', async () => {
    await berth.put('/registries/one', { server: 'ghcr.io' }).expect(201);
    const scope = ['group:default/payments'];
    const narrow = { server: 'ghcr.io', scope, default: true };
    const refused = {
      ...{ name: 'ConflictError', code: 'DEFAULT_HAS_SCOPE' },
      ...{ heldBy: 'apps', usages: [], totalUsages: 0, default: true },
      message:
        'The registry "narrow" has a scope, and whoever has chosen nothing uses the default. Empty its scope first, or change it with force=true.',
    };
    const created = await berth.put('/registries/narrow', narrow).expect(409);
    expect(errorOf(created)).toEqual(refused);
    await berth.put('/registries/narrow', { ...narrow, default: false }).expect(201);
    const chosen = await berth.put('/default-registry', { registry: 'narrow' }).expect(409);
    expect(errorOf(chosen)).toEqual(refused);
    expect(await defaults()).toEqual(['one']);
    await berth.put('/default-registry?force=true', { registry: 'narrow' }).expect(200);
    await berth.put('/default-registry', { registry: 'one' }).expect(200);
    await berth.put('/registries/narrow?force=true', narrow).expect(200);
    expect(await defaults()).toEqual(['narrow']);
  });

  test('the first becomes it by itself, whatever it is', async () => {
    const scope = ['group:default/payments'];
    await berth.put('/registries/one', { server: 'ghcr.io', scope, disabled: true }).expect(201);
    expect(await defaults()).toEqual(['one']);
  });

  test('its ETag holds for the one it was', async () => {
    await berth.put('/registries/one', { server: 'ghcr.io' });
    await berth.put('/registries/two', { server: 'quay.io' });
    const { headers } = await berth.get('/default-registry');
    const same = { headers: { 'if-match': String(headers['etag']) } };
    await berth.put('/default-registry', { registry: 'two' }, same).expect(200);
    await berth.put('/default-registry', { registry: 'one' }, same).expect(412);
  });

  test('many changes at once leave exactly one', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const created = await Promise.all(
      names.map(name => berth.put(`/registries/${name}`, { server: 'ghcr.io' })),
    );
    expect(created.map(({ status }) => status)).toEqual(names.map(() => 201));
    expect(await defaults()).toHaveLength(1);
    const changes = await Promise.all([
      ...names.map(registry => berth.put('/default-registry', { registry })),
      ...names.map(name =>
        berth.put(`/registries/${name}`, { server: 'ghcr.io', default: true, title: 'x' }),
      ),
    ]);
    expect(changes.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect(await defaults()).toHaveLength(1);
  });
});

test('two replicas that change it at once leave exactly one', async () => {
  const database = newDatabase('PostgreSQL');
  const replicas = [await startBerth({ database }), await startBerth({ database })] as const;
  const names = ['a', 'b', 'c', 'd'];
  const of = (index: number) => replicas[index % 2 === 0 ? 0 : 1];
  const answers = await Promise.all([
    ...names.map((name, at) => of(at).put(`/registries/${name}`, { server: 'ghcr.io' })),
    ...names.map((name, at) =>
      of(at + 1).put(`/registries/${name}`, { server: 'ghcr.io', default: true }),
    ),
  ]);
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const { body } = await replicas[0].get('/registries?default=true').expect(200);
  expect((body as RegistryList).totalItems).toBe(1);
  for (const replica of replicas) await replica.stop();
});
