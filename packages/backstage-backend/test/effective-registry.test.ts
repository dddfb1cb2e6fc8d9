import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { entity, SHOP } from './shop-entities.ts';

const [OWNER, SYSTEM, DOMAIN] = [
  'group:default/teamwork',
  'system:default/noted',
  'domain:default/all',
];
const where = { owner: OWNER, system: SYSTEM };

/** Everybody has an annotation for production, or for all. */
const NOTED = [
  entity('component:default/noted', { ...where, registry: { production: 'app-prod', '*': 'app' } }),
  entity('component:default/plain', where),
  entity('component:default/none', { registry: { '*': 'none' } }),
  entity('component:default/nowhere', { registry: { '*': 'nowhere' } }),
  entity('component:default/outside', { owner: OWNER, registry: { '*': 'scoped' } }),
  entity('component:default/lone', { owner: 'group:default/missing' }),
  { ...entity('gadget:default/odd'), spec: { owner: 'Team: Shop / EU' } },
  entity(SYSTEM, { domain: DOMAIN, registry: { production: 'system-prod' } }),
  entity(DOMAIN, { registry: { production: 'domain-prod', staging: 'domain-staging' } }),
  entity(OWNER, { registry: { '*': 'owner' } }),
];

const NAMES = ['app-prod', 'app', 'system-prod', 'domain-prod', 'domain-staging', 'owner'];

describe.each(databases)('the effective registry on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    const entities = [...SHOP, ...NOTED];
    berth = await startBerth({ database: newDatabase(database), entities });
    const password = { kind: 'password', username: 'u', password: 'p', hosts: ['ghcr.io'] };
    await berth.put('/credentials/bot', password).expect(201);
    const bot = { server: 'ghcr.io', pullCredential: 'bot' };
    await berth.put('/registries/standard', bot).expect(201);
    for (const name of NAMES) {
      await berth.put(`/registries/${name}`, { server: 'quay.io' }).expect(201);
    }
    const scope = ['group:default/payments'];
    await berth.put('/registries/scoped', { server: 'ghcr.io', scope }).expect(201);
  });
  afterAll(() => berth.stop());

  test('an owner that is no reference owns nothing', async () => {
    const path = '/apps/gadget/default/odd';
    const { body } = await berth.get(`${path}/effective-registry`, { as: 'john' }).expect(200);
    expect(body).toMatchObject({ outcome: 'registry', registryName: 'standard' });
    const choice = { registry: 'standard' };
    await berth.put(`${path}/selections/*`, choice, { as: 'john' }).expect(403);
  });

  const written: string[] = [];
  afterEach(async () => {
    for (const path of written.splice(0)) await berth.delete(path);
  });

  async function choose(app: string, environment: string, body: object): Promise<void> {
    const path = `/apps/${app.replace(/[:]/, '/')}/selections/${environment}`;
    await berth.put(path, body).expect(201);
    written.push(path);
  }

  async function effective(app: string, environment?: string): Promise<EffectiveRegistry> {
    const query = environment === undefined ? '' : `?environment=${environment}`;
    const path = `/apps/component/default/${app}/effective-registry${query}`;
    const { body } = await berth.get(path, { as: 'jane' }).expect(200);
    return body as EffectiveRegistry;
  }

  test('is the default where nobody chose, with all that is needed to pull', async () => {
    const { body: registry } = await berth.get('/registries/standard');
    expect(await effective('orphan')).toEqual({
      app: 'component:default/orphan',
      outcome: 'registry',
      registryName: 'standard',
      registry,
      pullSecretName: 'docker-credentials',
      snippets: {
        podTemplate: 'imagePullSecrets:\n- name: docker-credentials\n',
        serviceAccount:
          'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\nimagePullSecrets:\n- name: docker-credentials\n',
      },
      reason: {
        source: 'default',
        text: 'Nothing is chosen, and the default registry is "standard".',
      },
    });
  });

  test('brings repository, image and pull secret of the selection', async () => {
    const places = { registry: 'standard', repository: 'acme/api', pullSecretName: 'regcred' };
    await choose('component:default/api', 'production', places);
    const found = await effective('api', 'production');
    expect(found).toMatchObject({
      environment: 'production',
      registryName: 'standard',
      repository: 'acme/api',
      image: 'ghcr.io/acme/api',
      pullSecretName: 'regcred',
      snippets: { podTemplate: 'imagePullSecrets:\n- name: regcred\n' },
      reason: {
        source: 'selection',
        entityRef: 'component:default/api',
        environment: 'production',
        text: 'The selection of "component:default/api" for the environment "production" is "standard".',
      },
    });
    expect((await effective('api')).reason.source).toBe('default');
  });

  test('has no snippets where no login is needed', async () => {
    await choose('component:default/api', '*', { registry: 'owner', repository: 'acme/api' });
    expect(await effective('api')).not.toHaveProperty('snippets');
  });

  test.each([
    ['noted', 'production', 'app-prod', 'component:default/noted'],
    ['noted', 'staging', 'app', 'component:default/noted'],
    ['noted', undefined, 'app', 'component:default/noted'],
    ['plain', 'production', 'system-prod', SYSTEM],
    ['plain', 'staging', 'domain-staging', DOMAIN],
    ['plain', 'test', 'owner', OWNER],
    ['plain', undefined, 'owner', OWNER],
    ['lone', undefined, 'standard', undefined],
  ])('of %s in %s is by annotation %s', async (app, environment, name, entityRef) => {
    const { registryName, reason } = await effective(app, environment);
    expect([registryName, reason.entityRef]).toEqual([name, entityRef]);
  });

  test('a selection comes before the annotation of the same, and after that of a nearer one', async () => {
    await choose(SYSTEM, 'production', { registry: 'standard' });
    await choose('component:default/noted', '*', { registry: 'owner' });
    expect((await effective('plain', 'production')).registryName).toBe('standard');
    expect((await effective('noted', 'production')).registryName).toBe('app-prod');
    expect((await effective('noted')).registryName).toBe('owner');
  });

  test('none is an outcome', async () => {
    expect(await effective('none')).toEqual({
      app: 'component:default/none',
      outcome: 'none',
      reason: {
        source: 'annotation',
        entityRef: 'component:default/none',
        text: 'The annotation of "component:default/none" is "none".',
      },
    });
  });

  test.each([
    ['nowhere', 'nowhere', 'deleted'],
    ['outside', 'scoped', 'out-of-scope'],
  ])('an annotation cannot reach what the app may not use: %s', async (app, name, cause) => {
    const found = await effective(app);
    expect(found).toMatchObject({ outcome: 'error', registryName: name, cause });
    expect(found).not.toHaveProperty('registry');
  });

  test('what was chosen is judged at every resolution, and never falls through', async () => {
    const path = '/registries/later';
    await berth.put(path, { server: 'quay.io' }).expect(201);
    await choose('component:default/api', '*', { registry: 'later' });
    const cause = async () => (await effective('api')).cause;
    expect(await cause()).toBeUndefined();
    const search = { server: 'quay.io', scope: ['group:default/search'] };
    await berth.put(`${path}?force=true`, search).expect(200);
    expect(await cause()).toBe('out-of-scope');
    await berth.put(`${path}?force=true`, { server: 'quay.io', disabled: true }).expect(200);
    expect(await cause()).toBe('disabled');
    await berth.delete(`${path}?force=true`).expect(200);
    expect(await cause()).toBe('deleted');
    await berth.put(path, { server: 'evil.example.com' }).expect(201);
    const remade = await effective('api');
    expect([remade.outcome, remade.reason.text]).toEqual([
      'error',
      'The selection of "component:default/api" is "later", which was deleted; the registry of that name now is another. Choose it anew to use it.',
    ]);
    await berth.delete(path).expect(200);
  });

  test('an environment is no part of another, and "*" is all', async () => {
    await choose('component:default/api', 'production', { registry: 'owner' });
    for (const other of ['Production', 'production.eu', 'prod']) {
      expect((await effective('api', other)).reason.source).toBe('default');
    }
    const { environment, ...all } = await effective('api', '*');
    expect([environment, all]).toEqual(['*', await effective('api')]);
  });
});

test('without any registry it is unset', async () => {
  const berth = await startBerth({ database: newDatabase('SQLite'), entities: SHOP });
  const { body } = await berth.get('/apps/component/default/api/effective-registry').expect(200);
  expect(body).toMatchObject({ outcome: 'unset', reason: { source: 'nothing' } });
  await berth.stop();
});
