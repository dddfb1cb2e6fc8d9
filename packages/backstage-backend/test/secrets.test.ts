import { openApiDocument, type EventList } from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  contractOperations,
  type ContractOperation,
  type OperationId,
} from '../src/http/contract-operations.ts';
import { startBerth, type Answer, type BerthBackend } from './berth-backend.ts';
import { CANARY, canariesIn, canaryCredentials } from './canaries.ts';
import { captureLog } from './captured-log.ts';
import { databases, newDatabase } from './databases.ts';
import { startEchoingRegistry, type EchoingRegistry } from './echoing-registry.ts';
import { SHOP } from './shop-entities.ts';

type Body = Readonly<Record<string, unknown>>;

/** A request that does what its operation is for; without a body where it takes none. */
interface Call {
  readonly path: string;
  readonly body?: Body;
}

const canary = { kind: 'password', username: 'canary-user', password: CANARY };
const APP = '/apps/component/default/api';
const REASON = { reason: 'Sets up staging.' };

/** Of every operation; a new one needs its line. Secrets stand where they belong. */
const calls = (port: number): Readonly<Record<OperationId, readonly Call[]>> => {
  const echo = { server: `http://127.0.0.1:${port}`, connection: 'insecure' };
  const everyRegistry = canaryCredentials.map(({ name }) => name);
  return {
    putCredential: canaryCredentials.map(({ name, body, server }) => ({
      path: `/credentials/${name}`,
      body: { ...body, hosts: [server] },
    })),
    putRegistry: [
      ...canaryCredentials.map(({ name, body, server }) => ({
        path: `/registries/${name}`,
        body: { server, pullCredential: { name, ...body }, pushCredential: name },
      })),
      {
        path: '/registries/echo',
        body: { ...echo, ...REASON, pullCredential: { name: 'echo', ...canary } },
      },
    ],
    listRegistries: [{ path: '/registries' }, { path: '/registries?search=canary-user' }],
    getRegistry: [...everyRegistry, 'echo'].map(name => ({ path: `/registries/${name}` })),
    getDefaultRegistry: [{ path: '/default-registry' }],
    putDefaultRegistry: [{ path: '/default-registry', body: { registry: 'echo' } }],
    checkRegistry: [
      { path: '/registries/echo/checks', body: {} },
      { path: '/registries/echo/checks', body: { repository: 'acme/api', purpose: 'push' } },
    ],
    checkDraft: [
      {
        path: '/checks',
        body: { registry: { name: 'new', ...echo, pullCredential: { name: 'new', ...canary } } },
      },
    ],
    exportPullSecret: [...everyRegistry, 'echo'].map(name => ({
      path: `/registries/${name}/pull-secret-exports`,
      body: { ...REASON, namespace: 'web' },
    })),
    listCredentials: [{ path: '/credentials' }],
    getCredential: everyRegistry.map(name => ({ path: `/credentials/${name}` })),
    checkImage: [{ path: '/image-checks', body: { image: 'ghcr.io/acme/api:1' } }],
    explainPull: [
      {
        path: '/pull-explanations',
        body: { image: 'ghcr.io/acme/api:1', dockerConfig: dockerConfig() },
      },
    ],
    putSelection: [{ path: `${APP}/selections/*`, body: { registry: 'echo' } }],
    getSelection: [{ path: `${APP}/selections/*` }],
    listSelections: [{ path: '/selections' }],
    listAppSelections: [{ path: `${APP}/selections` }],
    getEffectiveRegistry: [{ path: `${APP}/effective-registry` }],
    listRegistryUsages: [{ path: '/registries/echo/usages' }],
    listStatusHistory: [{ path: '/registries/echo/status-history' }],
    listPermittedActions: [{ path: '/permitted-actions?registry=echo' }],
    listEnvironments: [{ path: '/environments' }],
    deleteSelection: [{ path: `${APP}/selections/*` }],
    listEvents: [{ path: '/events?limit=500' }],
    deleteCredential: [{ path: '/credentials/echo' }],
    deleteRegistry: [{ path: '/registries/password?deleteCredential=true' }],
  };
};

function dockerConfig(): Body {
  const auth = Buffer.from(`canary-user:${CANARY}`).toString('base64');
  return { auths: { 'ghcr.io': { username: 'canary-user', password: CANARY, auth } } };
}

test('every operation of the contract is called', () => {
  const all = contractOperations.map(({ id }) => id).sort();
  expect(Object.keys(calls(0)).sort()).toEqual(all);
});

test('a canary is found in every form', () => {
  const manifest = Buffer.from(JSON.stringify(dockerConfig())).toString('base64');
  const told = [CANARY, JSON.stringify({ told: CANARY }), encodeURIComponent(CANARY), manifest];
  for (const text of told) expect(canariesIn(text)).not.toEqual([]);
  for (const { body } of canaryCredentials)
    expect(canariesIn(JSON.stringify(body))).not.toEqual([]);
  expect(canariesIn('canary-user puller@acme.iam.gserviceaccount.com')).toEqual([]);
});

describe.each(databases)('secrets that were entered, on %s', database => {
  const log = captureLog();
  /** What was answered, by whom was asked. */
  const answers: { readonly what: string; readonly id: OperationId; readonly answer: Answer }[] =
    [];
  let registry: EchoingRegistry;
  let berth: BerthBackend;

  beforeAll(async () => {
    registry = await startEchoingRegistry();
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    berth = await startBerth({
      database: newDatabase(database),
      config: { network: { allow: [{ host: '127.0.0.1', port: registry.port }] } },
      features: [log.factory],
      entities: SHOP,
    });
    // The default, so that no other is everybody's.
    await berth.put('/registries/base', { server: 'ghcr.io' }).expect(201);
    for (const [id, one] of Object.entries(calls(registry.port))) {
      for (const call of one) await callEveryWay(operationOf(id as OperationId), call);
    }
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([berth.stop(), registry.stop()]);
  });

  /** As it should be, and wrong in every way; the right one in between, so that all is there. */
  async function callEveryWay(operation: ContractOperation, call: Call): Promise<void> {
    await send(operation, 'by nobody', call, { as: 'nobody' });
    await send(operation, 'by another', call, { as: 'john' });
    for (const [how, body] of wrongBodies(operation, call)) {
      await send(operation, how, { ...call, body });
    }
    const missing = call.path.replace(/^(\/\w+)\/[\w-]+/, '$1/missing');
    if (missing !== call.path)
      await send(operation, 'of what is not there', { ...call, path: missing });
    const stale = { headers: { 'if-match': `"${CANARY.replaceAll(/[^\x20-\x7e]/g, '')}"` } };
    await send(operation, 'with a stale ETag', call, stale);
    await send(operation, 'as it should be', call);
    await send(operation, 'only if new', call, { headers: { 'if-none-match': '*' } });
  }

  async function send(
    { id, method }: ContractOperation,
    how: string,
    { path, body }: { readonly path: string; readonly body?: unknown },
    options: Parameters<BerthBackend['get']>[1] = {},
  ): Promise<void> {
    const json = { 'content-type': 'application/json', ...options.headers };
    const answer =
      method === 'get' || method === 'delete'
        ? await berth[method](path, options)
        : await berth[method](path, body, { ...options, headers: json });
    answers.push({ what: `${id} ${path} ${how}`, id, answer });
  }

  test('the calls are answered in all ways that there are', () => {
    const statuses = new Set(answers.map(({ answer }) => answer.status));
    expect([...statuses].sort()).toEqual(
      expect.arrayContaining([200, 201, 400, 401, 403, 404, 409, 412, 413]),
    );
    expect(registry.logins()).toBeGreaterThan(0);
    for (const { id } of contractOperations) {
      const own = answers.filter(one => one.id === id).map(({ answer }) => answer.status);
      expect(
        own.some(status => status < 300),
        id,
      ).toBe(true);
      expect(
        own.some(status => status >= 400),
        id,
      ).toBe(true);
    }
  });

  test('an export holds them, and so does no other answer', () => {
    const isExport = ({ id, answer }: (typeof answers)[number]) =>
      id === 'exportPullSecret' && answer.status === 200;
    const exported = answers.filter(isExport);
    expect(exported.length).toBeGreaterThan(3);
    for (const { answer } of exported) {
      expect(canariesIn(answer.text)).not.toEqual([]);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(canariesIn(JSON.stringify(answer.headers))).toEqual([]);
    }
    for (const one of answers.filter(answer => !isExport(answer))) {
      const { headers, text } = one.answer;
      expect(canariesIn(`${JSON.stringify(headers)} ${text}`), one.what).toEqual([]);
    }
  });

  test('no line of the log and nothing that the auditor is told holds them', () => {
    const audited = log.lines.filter(({ meta }) => meta['isAuditEvent'] === true);
    expect(audited.length).toBeGreaterThan(100);
    expect(log.lines.length).toBeGreaterThan(audited.length);
    for (const line of log.lines)
      expect(canariesIn(JSON.stringify(line)), line.message).toEqual([]);
  });

  test('no event holds them', async () => {
    const { body, text } = await berth.get('/events?limit=500').expect(200);
    const { items, totalItems } = body as EventList;
    expect(totalItems).toBe(items.length);
    expect(new Set(items.map(({ action }) => action)).size).toBeGreaterThan(5);
    expect(canariesIn(text)).toEqual([]);
  });
});

function operationOf(id: OperationId): ContractOperation {
  const operation = contractOperations.find(one => one.id === id);
  if (operation === undefined) throw new Error(`There is no operation "${id}".`);
  return operation;
}

/** Bodies with secrets in places where none belongs, as text or as JSON. */
function wrongBodies({ body: schema }: ContractOperation, { body }: Call): [string, unknown][] {
  if (body === undefined || schema === undefined) return [];
  const json = JSON.stringify(body);
  const enums = Object.entries(propertiesOf(schema)).filter(([, property]) => 'enum' in property);
  return [
    ['as broken JSON', `{"password": ${JSON.stringify(CANARY)}, `],
    ['cut off', json.slice(0, -2)],
    ['as JSON text', JSON.stringify(CANARY)],
    ['as a list', [body, CANARY]],
    ['too large', { ...body, description: CANARY.repeat(20_000) }],
    ['with an unknown field', { ...body, colour: CANARY }],
    ['with a field of that name', { ...body, [CANARY]: 'x' }],
    ['with what databases cannot store', { ...body, title: `\u0000${CANARY.slice(0, 4)}` }],
    ...Object.keys(body).map((name): [string, unknown] => [
      `with "${name}" of a wrong type`,
      { ...body, [name]: [[CANARY]] },
    ]),
    ...enums.map(([name]): [string, unknown] => [
      `with "${name}" of no known value`,
      { ...body, [name]: CANARY },
    ]),
  ];
}

function propertiesOf(schema: string): Readonly<Record<string, object>> {
  const schemas: Readonly<Record<string, unknown>> = openApiDocument.components.schemas;
  const { properties = {} } = schemas[schema] as { readonly properties?: Record<string, object> };
  return properties;
}
