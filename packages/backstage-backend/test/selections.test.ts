import type {
  EventList,
  RegistryList,
  Selection,
  SelectionList,
} from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';
import { SHOP } from './shop-entities.ts';

const API = '/apps/component/default/api';

describe.each(databases)('selections on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase(database), entities: SHOP });
    const scopes = {
      ghcr: undefined,
      payments: ['group:default/payments'],
      checkout: ['system:default/checkout'],
      commerce: ['domain:default/commerce'],
      search: ['group:default/search'],
    };
    for (const [name, scope] of Object.entries(scopes)) {
      await berth.put(`/registries/${name}`, { server: 'ghcr.io', scope }).expect(201);
    }
    await berth.put('/registries/off', { server: 'ghcr.io', disabled: true }).expect(201);
  });
  afterAll(() => berth.stop());

  test('an owner chooses, changes and takes back', async () => {
    const jane = { as: 'jane' } as const;
    const path = `${API}/selections/staging`;
    const created = await berth.put(path, { registry: 'ghcr' }, jane).expect(201);
    const stamp = expect.any(String) as string;
    const stamps = { createdAt: stamp, updatedAt: stamp };
    const by = { createdBy: 'user:default/jane', updatedBy: 'user:default/jane' };
    const app = 'component:default/api';
    expect(created.body).toEqual({
      ...{ app, environment: 'staging', registry: 'ghcr', registryId: stamp },
      ...{ ...stamps, ...by },
    });
    const same = await berth.put(path, created.body, jane).expect(200, created.body);
    expect(same.headers['etag']).toBe(created.headers['etag']);
    const places = { registry: 'ghcr', repository: 'acme/api', pullSecretName: 'regcred' };
    const changed = await berth.put(path, places).expect(200);
    expect(changed.body).toMatchObject({ ...places, updatedBy: 'user:default/admin' });
    await berth.get(path, { as: 'john' }).expect(200, changed.body);
    await berth.delete(path, jane).expect(204);
    expect(errorOf(await berth.get(path).expect(404)).message).toBe(
      'The selection of "component:default/api" for the environment "staging" does not exist. Ask for its effective registry to see what it takes over.',
    );
    await berth.delete(path, jane).expect(404);
  });

  test('an id is taken for a name, and references in any case', async () => {
    const { body } = await berth.get('/registries/ghcr');
    const { id } = body as { readonly id: string };
    const path = '/apps/Component/DEFAULT/Web/selections/*';
    const written = await berth.put(path, { registry: id }, { as: 'jane' }).expect(201);
    expect(written.body).toMatchObject({ app: 'component:default/web', registry: 'ghcr' });
    await berth.get('/apps/component/default/web/selections/*').expect(200, written.body);
    await berth.delete(path).expect(204);
  });

  test('none is a choice', async () => {
    const path = `${API}/selections/none-here`;
    const { body } = await berth.put(path, { registry: 'none' }).expect(201);
    expect((body as Selection).registry).toBe('none');
    for (const field of ['repository', 'pullSecretName']) {
      const wrong = await berth.put(path, { registry: 'none', [field]: 'x' }).expect(400);
      expect(errorOf(wrong)).toMatchObject({
        field,
        message: `The ${field} "x" is given with the registry "none", which has none. Leave it out, or choose a registry.`,
      });
    }
    await berth.delete(path).expect(204);
  });

  test.each(['payments', 'checkout', 'commerce'])(
    'a registry with the app in its scope is taken: %s',
    async registry => {
      const path = `${API}/selections/in-${registry}`;
      await berth.put(path, { registry }, { as: 'jane' }).expect(201);
      await berth.delete(path).expect(204);
    },
  );

  test.each([
    ['component:default/api', '', ['checkout', 'commerce', 'ghcr', 'payments']],
    ['Component:default/Search', '', ['ghcr', 'search']],
    ['component:orphan', '', ['ghcr']],
    ['component:default/api', '&disabled=true', []],
    ['component:default/api', '&search=pay', ['payments']],
    ['component:default/api', '&scope=system:default/checkout', ['checkout']],
  ])('%s%s is offered what it can choose', async (app, filters, names) => {
    const path = `/registries?app=${encodeURIComponent(app)}${filters}`;
    const { body } = await berth.get(path, { as: 'jane' }).expect(200);
    const { items, totalItems } = body as RegistryList;
    expect(items.map(({ name }) => name)).toEqual(names);
    expect(totalItems).toBe(names.length);
  });

  test('an app that is not there is offered nothing', async () => {
    const { message } = errorOf(
      await berth.get('/registries?app=component:default/nowhere').expect(404),
    );
    expect(message).toMatch(/^There is no entity "component:default\/nowhere"/);
  });

  test.each([
    [
      'search',
      'The selection of "component:default/api" is "search", whose scope has neither the owner nor the system nor the domain of "component:default/api". Have one of them added, or choose another registry.',
    ],
    [
      'off',
      'The selection of "component:default/api" is "off", which is disabled. Enable it, or choose another registry.',
    ],
    [
      'nowhere',
      'There is no registry "nowhere" that you may read. Check its name, or ask its owner.',
    ],
  ])('a registry that cannot be used is refused, for admins too: %s', async (registry, message) => {
    const wrong = await berth.put(`${API}/selections/*`, { registry }).expect(400);
    expect(errorOf(wrong)).toEqual({ name: 'InputError', field: 'registry', message });
    await berth.get(`${API}/selections/*`).expect(404);
  });

  test.each([
    ['jane', 'component/default/search', 403],
    ['john', 'component/default/search', 201],
    ['jane', 'component/default/orphan', 403],
    ['admin', 'component/default/orphan', 201],
    ['jane', 'system/default/checkout', 201],
    ['john', 'system/default/checkout', 403],
    ['jane', 'group/default/payments', 201],
    ['john', 'group/default/payments', 403],
    ['jane', 'domain/default/commerce', 403],
    ['service', 'component/default/api', 403],
    ['nobody', 'component/default/api', 401],
  ] as const)('%s chooses for %s: %i', async (as, app, status) => {
    const path = `/apps/${app}/selections/whose`;
    await berth.put(path, { registry: 'ghcr' }, { as }).expect(status);
    if (status !== 201) await berth.put(path, { registry: 'ghcr' }).expect(201);
    await berth.delete(path, { as }).expect(status === 201 ? 204 : status);
    if (status !== 201) await berth.delete(path).expect(204);
  });

  test('who may not choose is told so before anything of the registry', async () => {
    const there = await berth.put(`${API}/selections/*`, { registry: 'off' }, { as: 'john' });
    const gone = await berth.put(`${API}/selections/*`, { registry: 'nowhere' }, { as: 'john' });
    expect([there.status, gone.status]).toEqual([403, 403]);
    expect(errorOf(there).message).toBe(
      'You may not choose the registry of "component:default/api". Ask its owner or an admin of Berth, or for the permission "berth.selection.update".',
    );
    expect(errorOf(gone)).toEqual(errorOf(there));
  });

  test('an entity that is not in the catalog has none', async () => {
    const message =
      'There is no entity "component:default/unknown" in the catalog that you may see. Check its kind, namespace and name, or register it.';
    const path = '/apps/component/default/Unknown';
    for (const answer of [
      await berth.put(`${path}/selections/*`, { registry: 'ghcr' }),
      await berth.get(`${path}/selections/*`),
      await berth.get(`${path}/selections`),
      await berth.delete(`${path}/selections/*`),
      await berth.get(`${path}/effective-registry`),
    ]) {
      expect([answer.status, errorOf(answer).message]).toEqual([404, message]);
    }
  });

  test.each([
    ['repository', 'ghcr.io/acme/api', 'it begins with the registry "ghcr.io". Leave that out.'],
    [
      'repository',
      'acme/api:1.0',
      'it has a tag or a digest. Leave that out: a selection holds for all images.',
    ],
    ['repository', 'Acme/api', '"Acme" has uppercase letters. Use "acme".'],
    ['pullSecretName', 'Reg_Cred', 'it is not a DNS subdomain of at most 253 characters.'],
  ])('a wrong %s is refused: %s', async (field, value, message) => {
    const body = { registry: 'ghcr', [field]: value };
    const wrong = await berth.put(`${API}/selections/*`, body).expect(400);
    expect(errorOf(wrong)).toMatchObject({
      field,
      message: expect.stringContaining(message) as string,
    });
  });

  test('a stale ETag says what changed', async () => {
    const path = `${API}/selections/etag`;
    const first = await berth.put(path, { registry: 'ghcr' }).expect(201);
    await berth.put(path, { registry: 'ghcr', repository: 'acme/api' }).expect(200);
    const old = { headers: { 'if-match': String(first.headers['etag']) } };
    const stale = await berth.put(path, { registry: 'none' }, old).expect(412);
    expect(errorOf(stale).changed).toEqual(['repository']);
    await berth.delete(path, old).expect(412);
    const create = { headers: { 'if-none-match': '*' } };
    await berth.put(path, { registry: 'none' }, create).expect(412);
    const now = await berth.get(path).expect(200);
    const known = { headers: { 'if-none-match': String(now.headers['etag']) } };
    await berth.get(path, known).expect(200);
    await berth.delete(path).expect(204);
    await berth.put(path, { registry: 'ghcr' }, old).expect(412);
  });

  test('those of an app, and all, are listed in pages', async () => {
    for (const environment of ['staging', '*', 'production']) {
      await berth.put(`${API}/selections/${environment}`, { registry: 'ghcr' }).expect(201);
    }
    await berth.put('/apps/component/default/search/selections/*', { registry: 'none' });
    const list = async (path: string, as: 'admin' | 'service' | 'jane' = 'admin') =>
      (await berth.get(path, { as }).expect(200)).body as SelectionList;
    const own = await list(`${API}/selections`);
    expect(own.items.map(({ environment }) => environment)).toEqual(['*', 'production', 'staging']);
    const page = await list(`${API}/selections?limit=2`, 'jane');
    expect([page.items.length, page.totalItems]).toEqual([2, 3]);
    const { nextCursor = '' } = page.pageInfo;
    const rest = await list(`${API}/selections?limit=2&cursor=${nextCursor}`);
    expect(rest).toMatchObject({ items: [{ environment: 'staging' }], pageInfo: {} });
    const all = await list('/selections', 'service');
    expect(all.items.map(({ app }) => app)).toEqual([
      ...Array.from({ length: 3 }, () => 'component:default/api'),
      'component:default/search',
    ]);
    const one = await list('/selections?app=Component:default/Search');
    expect(one.items.map(({ registry }) => registry)).toEqual(['none']);
  });

  test('events tell who chose what', async () => {
    const path = '/apps/component/default/search/selections/told';
    await berth.put(path, { registry: 'ghcr', repository: 'acme/a' }, { as: 'john' }).expect(201);
    await berth.put(path, { registry: 'none' }).expect(200);
    await berth.delete(path).expect(204);
    const query = 'app=component:default/search&limit=3';
    const { body } = await berth.get(`/events?${query}`).expect(200);
    const told = (body as EventList).items.map(({ action, actor, changes }) => ({
      ...{ action, actor, changes },
    }));
    const registry = { field: 'told.registry' };
    const repository = { field: 'told.repository', before: 'acme/a' };
    const [admin, john] = ['user:default/admin', 'user:default/john'];
    expect(told).toEqual([
      { action: 'selection.delete', actor: admin, changes: [{ ...registry, before: 'none' }] },
      {
        action: 'selection.update',
        actor: admin,
        changes: [{ ...registry, before: 'ghcr', after: 'none' }, repository],
      },
      {
        action: 'selection.create',
        actor: john,
        changes: [
          { ...registry, after: 'ghcr' },
          { field: 'told.repository', after: 'acme/a' },
        ],
      },
    ]);
  });

  test('many writers at once leave one choice', async () => {
    const path = '/apps/component/default/web/selections/*';
    const names = ['ghcr', 'none', 'payments', 'checkout', 'commerce'];
    const answers = await Promise.all(names.map(registry => berth.put(path, { registry })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    const { body } = await berth.get('/apps/component/default/web/selections').expect(200);
    expect((body as SelectionList).totalItems).toBe(1);
  });
});
