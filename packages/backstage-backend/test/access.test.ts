import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contractOperations, type OperationId } from '../src/http/contract-operations.ts';
import type { Answer, BerthBackend, Sender } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';
import { principals, startBerthWithPrincipals, type BerthWithPrincipals } from './principals.ts';
import { SHOP } from './shop-entities.ts';

/**
 * The status that everybody gets from every operation of the contract; of a list, how many entries
 * too. `owner` owns the registry `theirs` and its credential; `user` is somebody else. `plugin`,
 * `static` and `job` are services without restrictions; `reader` may do what is reading, `lister`
 * read registries, `exporter` export pull secrets, `editor` change credentials, `elsewhere` is a
 * token for another plugin.
 */
const TABLE = `
operation            admin owner user  plugin static job   reader lister exporter editor elsewhere forged nobody
listRegistries       200:2 200:2 200:2 200:2  200:2  200:2 200:2  200:2  200:0    200:0  403       401    401
getRegistry          200   200   200   200    200    200   200    200    404      404    403       401    401
putRegistry          200   200   403   403    403    403   403    403    403      403    403       401    401
deleteRegistry       200   200   403   403    403    403   403    403    404      404    403       401    401
getDefaultRegistry   200   200   200   200    200    200   200    200    404      404    403       401    401
putDefaultRegistry   200   403   403   403    403    403   403    403    400      400    403       401    401
checkRegistry        200   200   403   403    403    403   403    403    404      404    403       401    401
checkDraft           200   200   403   403    403    403   403    403    403      403    403       401    401
exportPullSecret     200   403   403   403    403    403   403    403    200      404    403       401    401
listCredentials      200:2 200:1 200:0 200:2  200:2  200:2 200:2  200:0  200:0    200:0  403       401    401
getCredential        200   200   404   200    200    200   200    404    404      404    403       401    401
putCredential        200   200   403   403    403    403   403    403    403      200    403       401    401
deleteCredential     204   204   404   403    403    403   403    404    404      404    403       401    401
listEvents           200   403   403   200    200    200   200    403    403      403    403       401    401
listRegistryUsages   200:1 200:1 200:1 200:1  200:1  200:1 200:1  200:1  404      404    403       401    401
listStatusHistory    200:1 200:1 200:1 200:1  200:1  200:1 200:1  200:1  404      404    403       401    401
listPermittedActions 200   200   200   200    200    200   200    200    200      404    403       401    401
listEnvironments     200   200   200   200    200    200   200    200    403      403    403       401    401
listSelections       200:1 200:1 200:1 200:1  200:1  200:1 200:1  200:1  403      403    403       401    401
listAppSelections    200:1 200:1 200:1 200:1  200:1  200:1 200:1  200:1  403      403    403       401    401
getSelection         200   200   200   200    200    200   200    200    403      403    403       401    401
putSelection         200   200   403   403    403    403   403    403    403      403    403       401    401
deleteSelection      204   204   403   403    403    403   403    403    403      403    403       401    401
getEffectiveRegistry 200   200   200   200    200    200   200    200    403      403    403       401    401
checkImage           200   200   200   200    200    200   200    200    200      200    403       401    401
explainPull          200   200   200   200    200    200   200    200    200      200    403       401    401
`;

const BOT = { kind: 'password', username: 'bot', password: 's3cret' };
const THEIRS = {
  ...{ server: '127.0.0.1:1', owner: 'group:default/payments', title: 'Theirs' },
  pullCredential: 'their-bot',
};

const APP = '/apps/component/default/api';

let admin: Sender = 'nobody';

type Ask = (berth: BerthBackend, as: Sender) => PromiseLike<Answer>;

const requests: Readonly<Partial<Record<OperationId, Ask>>> = {
  listRegistries: (berth, as) => berth.get('/registries', { as }),
  getRegistry: (berth, as) => berth.get('/registries/theirs', { as }),
  putRegistry: (berth, as) => berth.put('/registries/theirs', { ...THEIRS, title: 'New' }, { as }),
  deleteRegistry: (berth, as) => berth.delete('/registries/theirs', { as }),
  getDefaultRegistry: (berth, as) => berth.get('/default-registry', { as }),
  putDefaultRegistry: (berth, as) => berth.put('/default-registry', { registry: 'theirs' }, { as }),
  checkRegistry: (berth, as) => berth.post('/registries/theirs/checks', {}, { as }),
  checkDraft: (berth, as) =>
    berth.post('/checks', { registry: { name: 'theirs', ...THEIRS } }, { as }),
  exportPullSecret: (berth, as) =>
    berth.post('/registries/theirs/pull-secret-exports', { reason: 'Test.' }, { as }),
  listCredentials: (berth, as) => berth.get('/credentials', { as }),
  getCredential: (berth, as) => berth.get('/credentials/their-bot', { as }),
  putCredential: (berth, as) => {
    const owner = 'group:default/payments';
    const body = { ...BOT, owner, title: 'New', hosts: ['127.0.0.1:1'] };
    return berth.put('/credentials/their-bot', body, { as });
  },
  deleteCredential: async (berth, as) => {
    await berth.put('/registries/theirs', { ...THEIRS, pullCredential: undefined }, { as: admin });
    return berth.delete('/credentials/their-bot', { as });
  },
  listRegistryUsages: (berth, as) => berth.get('/registries/base/usages', { as }),
  listStatusHistory: async (berth, as) => {
    await berth.post('/registries/theirs/checks', {}, { as: admin });
    return berth.get('/registries/theirs/status-history?limit=1', { as });
  },
  listPermittedActions: (berth, as) => berth.get('/permitted-actions?registry=theirs', { as }),
  listEnvironments: (berth, as) => berth.get('/environments', { as }),
  listSelections: (berth, as) => berth.get('/selections', { as }),
  listAppSelections: (berth, as) => berth.get(`${APP}/selections`, { as }),
  getSelection: (berth, as) => berth.get(`${APP}/selections/*`, { as }),
  putSelection: (berth, as) => berth.put(`${APP}/selections/*`, { registry: 'none' }, { as }),
  deleteSelection: (berth, as) => berth.delete(`${APP}/selections/*`, { as }),
  getEffectiveRegistry: (berth, as) => berth.get(`${APP}/effective-registry`, { as }),
  listEvents: (berth, as) => berth.get('/events', { as }),
  checkImage: (berth, as) => berth.post('/image-checks', { image: 'alpine' }, { as }),
  explainPull: (berth, as) =>
    berth.post('/pull-explanations', { image: 'alpine', dockerConfig: {} }, { as }),
};

const [head = [], ...rows] = TABLE.trim()
  .split('\n')
  .map(line => line.split(/\s+/));

test('every operation of the contract has its line, with every principal', () => {
  const lines = rows.map(([operation]) => operation);
  const all = contractOperations.map(({ id }) => id);
  expect(lines.toSorted()).toEqual([...all].sort());
  expect(Object.keys(requests).sort()).toEqual([...lines].sort());
  expect(head.slice(1)).toEqual(principals);
});

describe.each(databases)('with real tokens on %s', database => {
  let berth: BerthWithPrincipals;

  beforeAll(async () => {
    berth = await startBerthWithPrincipals({ database: newDatabase(database), entities: SHOP });
    admin = await berth.as('admin');
    await berth.put('/registries/base', { server: 'quay.io' }, { as: admin }).expect(201);
    const other = { ...BOT, hosts: ['quay.io'] };
    await berth.put('/credentials/other', other, { as: admin }).expect(201);
  });
  afterAll(() => berth.stop());

  beforeEach(async () => {
    const body = { ...BOT, owner: 'group:default/payments', hosts: ['127.0.0.1:1'] };
    await berth.put('/credentials/their-bot', body, { as: admin });
    await berth.put('/registries/theirs', THEIRS, { as: admin });
    await berth.put('/default-registry', { registry: 'base' }, { as: admin }).expect(200);
    await berth.put(`${APP}/selections/*`, { registry: 'base' }, { as: admin });
  });

  const cells = rows.flatMap(([operation = '', ...statuses]) =>
    principals.map((principal, index) => [operation, principal, statuses[index]] as const),
  );

  test.each(cells)('%s answers %s with %s', async (operation, principal, expected) => {
    const ask = requests[operation as OperationId];
    const answer = await ask?.(berth, await berth.as(principal));
    const { totalItems } = (answer?.body ?? {}) as { readonly totalItems?: number };
    const isCounted = operation !== 'listEvents' && totalItems !== undefined;
    const seen = isCounted ? `${answer?.status}:${totalItems}` : `${answer?.status}`;
    expect(seen, JSON.stringify(answer?.body)).toBe(expected);
  });

  test.each([
    ['admin', true],
    ['owner', false],
  ] as const)('whether %s may choose the default is told: %s', async (principal, expected) => {
    const answer = await berth.get('/permitted-actions?registry=theirs', {
      as: await berth.as(principal),
    });
    const { items } = answer.body as { readonly items: readonly string[] };
    expect(items).toContain('registry.update');
    expect(items.includes('default-registry.update')).toBe(expected);
  });

  test('the contract itself is for those who sign in', async () => {
    await berth.get('/openapi.json', { as: await berth.as('user') }).expect(200);
    await berth.get('/openapi.json', { as: await berth.as('nobody') }).expect(401);
  });

  test.each(['user', 'lister', 'exporter'] as const)(
    'what %s may not read is answered like what does not exist',
    async principal => {
      const as = await berth.as(principal);
      const body = { ...BOT, hosts: ['quay.io'] };
      const asks = (name: string) => [
        berth.get(`/credentials/${name}`, { as }),
        berth.put(`/credentials/${name}`, body, { as }),
        berth.delete(`/credentials/${name}`, { as }),
      ];
      const [there, missing] = [await Promise.all(asks('other')), await Promise.all(asks('wrong'))];
      const told = (answers: readonly Answer[]) =>
        answers.map(answer => JSON.stringify([answer.status, errorOf(answer)]));
      expect(told(there)).toEqual(told(missing).map(text => text.replaceAll('wrong', 'other')));
      expect(there.map(({ status }) => status)).toEqual([404, 403, 404]);
    },
  );
});
