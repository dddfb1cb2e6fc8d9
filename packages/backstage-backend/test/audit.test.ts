import type { JsonObject } from '@backstage/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Sender } from './berth-backend.ts';
import { captureLog } from './captured-log.ts';
import { newDatabase } from './databases.ts';
import { startBerthWithPrincipals, type BerthWithPrincipals } from './principals.ts';

const BOT = { kind: 'password', username: 'bot', password: 's3cret', hosts: ['ghcr.io'] };
const FINGERPRINT: unknown = expect.stringMatching(/^fingerprint test:[0-9a-f]{16}$/);

const log = captureLog();
let berth: BerthWithPrincipals;
let admin: Sender;

beforeAll(async () => {
  const database = newDatabase('SQLite');
  berth = await startBerthWithPrincipals({ database, features: [log.factory] });
  admin = await berth.as('admin');
});
beforeEach(() => void (log.lines.length = 0));
afterAll(() => berth.stop());

/** What the auditor was told, without where the request came from. */
function audited() {
  return log.lines
    .filter(({ meta }) => meta['isAuditEvent'] === true && meta['plugin'] === 'berth')
    .map(({ level, message, meta }) => {
      const { actor, meta: told, status, severityLevel } = meta;
      const { actorId } = actor as JsonObject;
      return { level, message, status, severityLevel, actorId, told };
    });
}

test('a change is told when somebody wants it, and again with what was changed', async () => {
  await berth.put('/credentials/bot', BOT, { as: admin }).expect(201);
  const common = {
    ...{ message: 'berth.credential-write', severityLevel: 'high', level: 'info' },
    actorId: 'user:default/admin',
  };
  const meta = { operation: 'putCredential', target: 'credential:bot' };
  const deed = {
    ...{ action: 'credential.create', target: 'credential:bot' },
    targetId: expect.any(String) as unknown,
    changes: [
      { field: 'hosts', after: '["ghcr.io secure"]' },
      { field: 'kind', after: 'password' },
      { field: 'password', after: FINGERPRINT },
      { field: 'username', after: 'bot' },
    ],
  };
  expect(audited()).toEqual([
    { ...common, status: 'initiated', told: meta },
    { ...common, status: 'succeeded', told: { ...meta, deeds: [deed] } },
  ]);
});

test.each([
  ['user', 'user:default/john'],
  ['static', 'static'],
  ['job', 'external:ci:repo:acme/api:ref:refs/heads/main'],
] as const)('what is denied to %s is told too', async (principal, actorId) => {
  const told = { operation: 'putRegistry', target: 'registry:r' };
  const as = await berth.as(principal);
  await berth.put('/registries/r', { server: 'ghcr.io' }, { as }).expect(403);
  const [initiated, failed] = audited();
  expect(initiated).toMatchObject({ status: 'initiated', actorId, told });
  expect(failed).toMatchObject({ status: 'failed', actorId, told });
  const [last] = log.lines.filter(({ meta }) => meta['status'] === 'failed');
  expect(last?.meta).toMatchObject({ name: 'NotAllowedError' });
});

test('why something is saved is told with it', async () => {
  const reason = 'The registry is down for the night.';
  await berth.put('/registries/why', { server: 'quay.io', reason }, { as: admin }).expect(201);
  expect(audited().at(-1)).toMatchObject({
    ...{ message: 'berth.registry-write', status: 'succeeded' },
    told: { deeds: [{ action: 'registry.create', target: 'registry:why', reason }] },
  });
});

test('an export is told with who, why and what, by fingerprint', async () => {
  const body = { server: 'ghcr.io', pullCredential: 'bot' };
  await berth.put('/registries/ghcr', body, { as: admin }).expect(201);
  log.lines.length = 0;
  const reason = 'Sets up staging.';
  const as = await berth.as('exporter');
  await berth.post('/registries/ghcr/pull-secret-exports', { reason }, { as }).expect(200);
  expect(audited().at(-1)).toMatchObject({
    ...{ message: 'berth.pull-secret-export', severityLevel: 'critical', status: 'succeeded' },
    actorId: 'exporter',
    told: {
      deeds: [
        {
          ...{ action: 'pull-secret.export', target: 'registry:ghcr', reason },
          changes: expect.arrayContaining([{ field: 'password', after: FINGERPRINT }]) as unknown,
        },
      ],
    },
  });
});

test('a wrong request is told without its values', async () => {
  await berth.put('/credentials/bot', { ...BOT, password: ['s3cret'] }, { as: admin }).expect(400);
  expect(audited().map(({ status }) => status)).toEqual(['initiated', 'failed']);
  expect(JSON.stringify(log.lines)).not.toContain('s3cret');
});

test('reading is not told', async () => {
  await berth.get('/registries', { as: admin }).expect(200);
  await berth.get('/credentials/bot', { as: admin }).expect(200);
  expect(audited()).toEqual([]);
});
