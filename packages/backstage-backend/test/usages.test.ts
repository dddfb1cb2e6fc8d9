import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { SelectionList, UsageList } from '@berth/backstage-plugin-berth-common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';
import { entity, SHOP } from './shop-entities.ts';

const APPS = Array.from({ length: 12 }, (_, at) => `component:default/app-${String(at + 10)}`);

const ENTITIES = [
  ...APPS.map(ref => entity(ref, { owner: 'group:default/payments' })),
  entity('component:default/noted-a', { registry: { '*': 'used', production: 'used' } }),
  entity('component:default/noted-b', { registry: { configured: 'used', '*': 'other' } }),
  entity('component:default/noted-c', { registry: { unheard: 'used', '*': 'other' } }),
  entity('component:default/noted-d', { registry: { '*': 'annotated-only' } }),
];

describe.each(databases)('who uses a registry, on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({
      database: newDatabase(database),
      config: { environments: ['configured'] },
      entities: ENTITIES,
    });
    for (const name of ['standard', 'used', 'other', 'annotated-only']) {
      await berth.put(`/registries/${name}`, { server: 'ghcr.io' }).expect(201);
    }
    for (const ref of APPS) await choose(ref, '*', { registry: 'used' });
    await choose(APPS[0] ?? '', 'production', { registry: 'used', repository: 'acme/a' });
    await choose(APPS[1] ?? '', 'production', { registry: 'other' });
  });
  afterAll(() => berth.stop());

  async function choose(ref: string, environment: string, body: object): Promise<void> {
    const path = `/apps/${ref.replace(':', '/')}/selections/${environment}`;
    await berth.put(path, body).expect(201);
  }

  async function usages(query: string, name = 'used'): Promise<UsageList> {
    const { body } = await berth.get(`/registries/${name}/usages${query}`, { as: 'jane' });
    return body as UsageList;
  }

  test('selections come first, then annotations', async () => {
    const { items, ...rest } = await usages('');
    expect(rest).toEqual({ totalItems: 15, default: false, pageInfo: {} });
    const chosen = items.filter(({ source }) => source === 'selection');
    expect(chosen.map(({ app }) => app)).toEqual([APPS[0], ...APPS]);
    expect(chosen[1]).toEqual({
      ...{ app: APPS[0], environment: 'production', source: 'selection', repository: 'acme/a' },
    });
    expect(items.slice(13)).toEqual([
      { app: 'component:default/noted-a', source: 'annotation' },
      { app: 'component:default/noted-a', environment: 'production', source: 'annotation' },
      { app: 'component:default/noted-b', environment: 'configured', source: 'annotation' },
    ]);
  });

  test.each([
    ['?environment=production', 2],
    ['?environment=unheard', 1],
    ['?environment=*', 13],
    ['?source=selection', 13],
    ['?source=annotation', 2],
    [`?app=Component:default/app-10`, 2],
    ['?app=component:default/noted-a', 1],
    ['?app=component:default/nobody', 0],
  ])('%s', async (query, total) => {
    const { items, totalItems } = await usages(query);
    expect(totalItems).toBe(total);
    expect(new Set(items.map(({ app, source }) => `${app} ${source}`)).size).toBeGreaterThan(
      total - 2,
    );
  });

  test.each([1, 2, 5, 13, 14])('pages of %i hold everything once', async limit => {
    const found: object[] = [];
    let query: string | undefined = `?limit=${limit}`;
    while (query !== undefined) {
      const page: UsageList = await usages(query);
      expect(page.totalItems).toBe(15);
      found.push(...page.items);
      const { nextCursor } = page.pageInfo;
      query = nextCursor && `?limit=${limit}&cursor=${nextCursor}`;
    }
    expect(found).toEqual((await usages('?limit=500')).items);
  });

  test('a cursor of something else is refused', async () => {
    for (const cursor of ['x', 's.x', 'a.x', 'a.-1']) {
      const wrong = await berth.get(`/registries/used/usages?cursor=${cursor}`).expect(400);
      expect(errorOf(wrong).field).toBe('cursor');
    }
  });

  test('the default says that others use it too', async () => {
    expect(await usages('', 'standard')).toEqual({
      ...{ items: [], totalItems: 0, default: true, pageInfo: {} },
    });
    await berth.get('/registries/nowhere/usages').expect(404);
  });

  test('it is not deleted before they chose another one, unless by force', async () => {
    const inUse = errorOf(await berth.delete('/registries/used').expect(409));
    const names = inUse.usages as readonly string[];
    const noted = 'component:default/noted-';
    const annotated = [`${noted}a`, `${noted}a (production)`, `${noted}b (configured)`];
    expect(names.toSorted()).toEqual([`${APPS[0]} (production)`, ...APPS, ...annotated].sort());
    const shown = names.slice(0, 10).join(', ');
    expect(inUse.message).toBe(
      `The registry "used" is used by ${shown} and 5 more. Have them choose another one first, or delete it by force.`,
    );
  });

  test('nor while only annotations name it', async () => {
    const noted = await berth.delete('/registries/annotated-only').expect(409);
    expect(errorOf(noted)).toEqual({
      name: 'ConflictError',
      message:
        'The registry "annotated-only" is used by component:default/noted-d. Have them choose another one first, or delete it by force.',
      heldBy: 'apps',
      usages: ['component:default/noted-d'],
      totalUsages: 1,
    });
  });

  test.each([
    [
      'nobody can use it when it is disabled',
      'CUT_OFF_BY_DISABLING',
      { server: 'ghcr.io', disabled: true },
    ],
    ['their images are at "ghcr.io"', 'CUT_OFF_BY_SERVER', { server: 'quay.io' }],
    [
      'its scope would be smaller',
      'CUT_OFF_BY_SCOPE',
      { server: 'ghcr.io', scope: ['group:default/search'] },
    ],
  ])('a change that cuts them off says whom: %s', async (why, code, change) => {
    const inUse = await berth.put('/registries/annotated-only', change).expect(409);
    expect(errorOf(inUse)).toEqual({
      name: 'ConflictError',
      code,
      message: `The registry "annotated-only" is used by component:default/noted-d, and ${why}. Have them choose another one first, or change it with force=true.`,
      heldBy: 'apps',
      usages: ['component:default/noted-d'],
      totalUsages: 1,
    });
    await berth.put('/registries/other', change).expect(409);
    const whole = { server: 'https://ghcr.io', scope: [], title: why };
    await berth.put('/registries/annotated-only', whole).expect(200);
    await berth.put('/registries/annotated-only?force=true', change).expect(200);
    await berth.put('/registries/annotated-only?force=true', whole).expect(200);
  });
});

describe.each(databases)('a narrower scope, on %s', database => {
  const [PAYMENTS, SEARCH] = ['group:default/payments', 'group:default/search'];
  const [SYSTEM, DOMAIN] = ['system:default/checkout', 'domain:default/commerce'];
  const [API, FOUND] = ['component:default/api', 'component:default/search'];
  let berth: BerthBackend;

  beforeEach(async () => {
    berth = await startBerth({ database: newDatabase(database), entities: SHOP });
    await berth.put('/registries/standard', { server: 'ghcr.io' }).expect(201);
  });
  afterEach(() => berth.stop());

  async function narrow(
    apps: readonly string[],
    { before, after }: Readonly<Record<'before' | 'after', readonly string[]>>,
  ): Promise<unknown> {
    await berth.put('/registries/used', { server: 'ghcr.io' }).expect(201);
    for (const app of apps) {
      const path = `/apps/${app.replace(':', '/')}/selections/*`;
      await berth.put(path, { registry: 'used' }).expect(201);
    }
    const change = { server: 'ghcr.io', scope: before };
    await berth.put('/registries/used?force=true', change).expect(200);
    const answer = await berth.put('/registries/used', { server: 'ghcr.io', scope: after });
    return answer.status === 200 ? 'nobody' : errorOf(answer).usages;
  }

  test.each([
    ['the owner stays', [API], [PAYMENTS, SEARCH], [PAYMENTS], 'nobody'],
    ['its system stays', [API], [], [SYSTEM], 'nobody'],
    ['its domain stays', [API], [], [DOMAIN], 'nobody'],
    ['the owner goes', [API, FOUND], [PAYMENTS, SEARCH], [PAYMENTS], [FOUND]],
    ['it was out of it before', [FOUND], [PAYMENTS, SYSTEM], [PAYMENTS], 'nobody'],
    ['a system chose, and it stays', [SYSTEM], [], [SYSTEM], 'nobody'],
    ['a system chose, and its domain stays', [SYSTEM], [], [DOMAIN], 'nobody'],
    // Its apps may be owned by others.
    ['a system chose, and its owner stays', [SYSTEM], [], [PAYMENTS], [SYSTEM]],
    ['a group chose, and it stays', [PAYMENTS], [], [PAYMENTS], 'nobody'],
  ])('cuts off those who lose by it: %s', async (_, apps, before, after, cutOff) => {
    expect(await narrow(apps, { before, after })).toEqual(cutOff);
  });

  test('says how many were not looked at', async () => {
    await berth.put('/registries/used', { server: 'ghcr.io' }).expect(201);
    for (let at = 0; at < 101; at++) {
      const path = `/apps/component/default/api/selections/e${String(at).padStart(3, '0')}`;
      await berth.put(path, { registry: 'used' }).expect(201);
    }
    const change = { server: 'ghcr.io', scope: [PAYMENTS] };
    const cut = errorOf(await berth.put('/registries/used', change).expect(409));
    expect(cut).toMatchObject({
      message:
        'The registry "used" is used by 1 that nobody looked at, and its scope would be smaller. Have them choose another one first, or change it with force=true.',
      ...{ usages: [], totalUsages: 1, code: 'CUT_OFF_BY_SCOPE' },
    });
  });
});

describe.each(databases)('apps that the catalog does not show, on %s', database => {
  const SECRET = 'component:default/secret';
  const entities = ['open', 'secret', 'going'].map(name =>
    entity(`component:default/${name}`, { owner: 'group:default/payments' }),
  );
  let berth: BerthBackend;

  beforeAll(async () => {
    // As a policy of the catalog may have it: only services and the admin see this one.
    const getEntitiesByRefs: CatalogService['getEntitiesByRefs'] = async (request, options) => {
      const { items } = await catalogServiceMock({ entities }).getEntitiesByRefs(request, options);
      const { userEntityRef } = options.credentials.principal as {
        readonly userEntityRef?: string;
      };
      const isHidden = /jane|john/.test(userEntityRef ?? '');
      return { items: items.filter(item => !isHidden || item?.metadata.name !== 'secret') };
    };
    const queryEntities = () => Promise.resolve({ items: [], totalItems: 0, pageInfo: {} });
    const catalog = catalogServiceMock.mock({ getEntitiesByRefs, queryEntities });
    const features = [catalog.factory];
    berth = await startBerth({ database: newDatabase(database), entities: 'real', features });
    const owner = 'group:default/payments';
    await berth.put('/registries/standard', { server: 'ghcr.io' }).expect(201);
    for (const name of ['both', 'hidden']) {
      await berth.put(`/registries/${name}`, { server: 'ghcr.io', owner }).expect(201);
    }
    await berth.put('/apps/component/default/secret/selections/*', { registry: 'hidden' });
    await berth.put('/apps/component/default/secret/selections/dev', { registry: 'both' });
    await berth.put('/apps/component/default/open/selections/*', { registry: 'both' });
  });
  afterAll(() => berth.stop());

  async function inUse(name: string, as: 'jane' | 'admin') {
    const answer = errorOf(await berth.delete(`/registries/${name}`, { as }).expect(409));
    const change = { server: 'quay.io', owner: 'group:default/payments' };
    const cut = errorOf(await berth.put(`/registries/${name}`, change, { as }).expect(409));
    expect(cut.usages).toEqual(answer.usages);
    expect(cut.totalUsages).toBe(answer.totalUsages);
    return answer;
  }

  test('are counted and not named where a registry is deleted or changed', async () => {
    const next = 'Have them choose another one first, or delete it by force.';
    const both = await inUse('both', 'jane');
    expect(both.usages).toEqual(['component:default/open']);
    expect(both.totalUsages).toBe(2);
    expect(both.message).toBe(
      `The registry "both" is used by component:default/open and 1 more. ${next}`,
    );
    const hidden = await inUse('hidden', 'jane');
    expect(hidden.usages).toEqual([]);
    expect(hidden.totalUsages).toBe(1);
    expect(hidden.message).toBe(`The registry "hidden" is used by 1 that you may not see. ${next}`);
    expect((await inUse('both', 'admin')).usages).toEqual([
      'component:default/open',
      `${SECRET} (dev)`,
    ]);
  });

  test('are counted and not named among those who use it', async () => {
    const { body } = await berth.get('/registries/both/usages', { as: 'john' }).expect(200);
    expect(body).toEqual({
      items: [{ app: 'component:default/open', source: 'selection' }],
      ...{ totalItems: 2, hidden: 1, default: false, pageInfo: {} },
    });
    const all = await berth.get('/registries/both/usages').expect(200);
    expect((all.body as UsageList).items.map(({ app }) => app)).toEqual([
      'component:default/open',
      SECRET,
    ]);
    expect(all.body).not.toHaveProperty('hidden');
    const asked = await berth.get(`/registries/both/usages?app=${SECRET}`, { as: 'john' });
    const nobody = await berth.get('/registries/both/usages?app=component:default/nobody');
    expect(asked.body).toEqual(nobody.body);
  });

  test('are counted and not named among all selections', async () => {
    const apps = async (query: string, as: 'john' | 'admin' | 'service') => {
      const { body } = await berth.get(`/selections${query}`, { as }).expect(200);
      const { items, totalItems, hidden } = body as SelectionList;
      return [items.map(({ app }) => app.replace(/.*\//, '')), totalItems, hidden];
    };
    expect(await apps('', 'john')).toEqual([['open'], 3, 2]);
    for (const as of ['admin', 'service'] as const) {
      expect(await apps('', as)).toEqual([['open', 'secret', 'secret'], 3, undefined]);
      expect(await apps(`?app=${SECRET}`, as)).toEqual([['secret', 'secret'], 2, undefined]);
    }
    expect(await apps(`?app=${SECRET}`, 'john')).toEqual([[], 0, undefined]);
  });

  test('are cut off by any smaller scope, which tells nobody whom they belong to', async () => {
    const [owner, other] = ['group:default/payments', 'group:default/search'];
    const entry = { server: 'ghcr.io', owner };
    await berth.put('/registries/scoped', entry).expect(201);
    for (const app of ['open', 'secret']) {
      const path = `/apps/component/default/${app}/selections/test`;
      await berth.put(path, { registry: 'scoped' }).expect(201);
    }
    const narrow = async (scope: string, as: 'jane' | 'admin') =>
      berth.put('/registries/scoped', { ...entry, scope: [scope] }, { as });
    const kept = errorOf(await narrow(owner, 'jane'));
    expect(kept).toMatchObject({ code: 'CUT_OFF_BY_SCOPE', usages: [], totalUsages: 1 });
    expect(kept.message).toContain('is used by 1 that you may not see');
    expect(errorOf(await narrow(other, 'jane'))).toMatchObject({
      ...{ usages: ['component:default/open (test)'], totalUsages: 2 },
    });
    expect((await narrow(owner, 'admin')).status).toBe(200);
  });

  test('that are gone from it hide from nobody', async () => {
    await berth.put('/registries/of-gone', { server: 'ghcr.io' }).expect(201);
    const path = '/apps/component/default/going/selections/*';
    await berth.put(path, { registry: 'of-gone' }).expect(201);
    entities.pop();
    const { body } = await berth.get('/registries/of-gone/usages', { as: 'john' }).expect(200);
    expect((body as UsageList).items).toHaveLength(1);
  });
});

test.each(databases)(
  'where the catalog cannot be asked, %s deletes by force only',
  async database => {
    const broken = catalogServiceMock.mock({
      getEntitiesByRefs: () => Promise.reject(new Error('secret host')),
      queryEntities: () => Promise.reject(new Error('secret host')),
    });
    const berth = await startBerth({
      ...{ database: newDatabase(database), entities: 'real' },
      features: [broken.factory],
    });
    await berth.put('/registries/only', { server: 'ghcr.io' }).expect(201);
    const answers = [
      await berth.delete('/registries/only'),
      await berth.get('/registries/only/usages'),
      await berth.get('/apps/component/default/api/effective-registry'),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(errorOf(answer).message).toBe(
        'The catalog cannot be asked at the moment, and says which entities there are. Try again later.',
      );
    }
    await berth.delete('/registries/only?force=true').expect(200);
    await berth.stop();
  },
);
