import type { Check } from '@berth/backstage-plugin-berth-common';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { freePort } from '@berth/test/servers/free-port';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { startTokenServer } from '@berth/test/servers/token-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';

const CANARY = 'canary-7d1c-check';
const users = { alice: CANARY, reader: CANARY };
const ca = createCertificateAuthority();
const stops: (() => Promise<void>)[] = [];
let basic: DockerRegistry;
let bearer: DockerRegistry;
let open: DockerRegistry;
let secure: DockerRegistry;

beforeAll(async () => {
  const tokens = await startTokenServer({ users, actions: { reader: ['pull'] } });
  [basic, bearer, open, secure] = await Promise.all([
    startDockerRegistry({ auth: { kind: 'basic', users } }),
    startDockerRegistry({ auth: { kind: 'token', server: tokens } }),
    startDockerRegistry(),
    startDockerRegistry({ auth: { kind: 'basic', users }, tls: ca.issue() }),
  ]);
  stops.push(() => tokens.stop());
  for (const server of [basic, bearer, open, secure]) stops.push(() => server.stop());
});
afterAll(() => Promise.all(stops.map(stop => stop())));

function draft(
  server: { readonly host: string },
  { password = CANARY, username = 'alice', ...registry }: Record<string, unknown> = {},
) {
  const credential = { name: 'bot', kind: 'password', username, password };
  return {
    server: `http://${server.host}`,
    connection: 'insecure',
    pullCredential: credential,
    pushCredential: 'bot',
    ...registry,
  };
}

describe.each(databases)('checks on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({
      database: newDatabase(database),
      config: { network: { allow: [{ cidr: '127.0.0.1' }] } },
    });
  });
  afterAll(() => berth.stop());

  async function check(registry: object, more: object = {}): Promise<Check> {
    const answer = await berth.post('/checks', { registry, ...more }).expect(200);
    expect(answer.text).not.toContain(CANARY);
    expect(answer.headers['cache-control']).toBe('no-store');
    return answer.body as Check;
  }

  test('a login is proven before it is saved, and nothing of it is stored', async () => {
    expect(await check(draft(basic))).toEqual({
      status: {
        code: 'OK',
        proven: ['endpoint', 'identity'],
        checkedAt: expect.any(String) as string,
      },
      explanation: `"${basic.host}" refused a stranger and accepted the login.`,
      steps: [
        { step: 'endpoint', outcome: 'proven' },
        { step: 'identity', outcome: 'proven' },
      ],
      hints: [],
    });
    for (const path of ['/registries', '/credentials']) {
      expect((await berth.get(path)).body).toMatchObject({ totalItems: 0 });
    }
  });

  test('a wrong password is an answer, with the step that failed', async () => {
    const wrong = `${CANARY}-wrong`;
    expect(await check(draft(basic, { password: wrong }))).toMatchObject({
      status: {
        code: 'INVALID',
        cause: `"${basic.host}" refused the user name or the password (401, UNAUTHORIZED).`,
        nextStep: 'Check both; a token may have expired or been revoked.',
        proven: ['endpoint'],
      },
      steps: [
        { step: 'endpoint', outcome: 'proven' },
        { step: 'identity', outcome: 'failed' },
      ],
    });
  });

  test('a repository is tried too, for what the login is for', async () => {
    const push = { purpose: 'push', repository: 'acme/api' };
    expect(await check(draft(bearer), push)).toMatchObject({
      status: { code: 'OK', proven: ['endpoint', 'push:acme/api', 'identity'] },
    });
    expect(await check(draft(bearer, { username: 'reader' }), push)).toMatchObject({
      status: { code: 'INSUFFICIENT_SCOPE', proven: ['endpoint', 'identity'] },
      steps: [
        { step: 'endpoint', outcome: 'proven' },
        { step: 'identity', outcome: 'proven' },
        { step: 'push:acme/api', outcome: 'failed' },
      ],
    });
    const body = { registry: draft(basic), repository: 'acme/../api' };
    const { body: refused } = await berth.post('/checks', body).expect(400);
    expect(refused).toMatchObject({ error: { field: 'repository' } });
  });

  test('a repository that is not there yet proves nothing of it', async () => {
    expect(await check(draft(bearer), { repository: 'acme/new' })).toMatchObject({
      status: { code: 'OK', proven: ['endpoint', 'identity'] },
      explanation: expect.stringContaining('"acme/new" does not exist yet') as string,
      steps: [
        { step: 'endpoint', outcome: 'proven' },
        { step: 'pull:acme/new', outcome: 'unclear' },
        { step: 'identity', outcome: 'proven' },
      ],
    });
  });

  test('who asks nobody for a login is public', async () => {
    expect(await check({ server: `http://${open.host}`, connection: 'insecure' })).toMatchObject({
      status: { code: 'PUBLIC', proven: ['endpoint'] },
    });
    const { status, steps } = await check(draft(open));
    expect(status.code).toBe('PUBLIC');
    expect(steps.at(-1)).toEqual({ step: 'identity', outcome: 'unclear' });
    expect(await check({ server: `http://${basic.host}`, connection: 'insecure' })).toMatchObject({
      status: {
        code: 'INVALID',
        cause: `"${basic.host}" wants a login (401, UNAUTHORIZED).`,
        nextStep: 'Give a user name and a password for it.',
      },
    });
  });

  test('a certificate that is not trusted, and one that is', async () => {
    const server = `https://${secure.host}`;
    expect(await check(draft(secure, { server, connection: 'secure' }))).toMatchObject({
      status: { code: 'TLS_ERROR', proven: [] },
      steps: [{ step: 'endpoint', outcome: 'failed' }],
    });
    const trusting = { server, connection: 'ca', caCertificate: ca.certificate };
    expect((await check(draft(secure, trusting))).status.code).toBe('OK');
  });

  test('a server that is not there, that is busy, and that is none', async () => {
    const page = `<html>${CANARY}</html>`;
    const html = { 'content-type': 'text/html' };
    const busy = await startScriptedServer({
      '*': [{ status: 429, headers: { 'retry-after': '99' } }],
    });
    const other = await startScriptedServer({ '*': [{ headers: html, body: page }] });
    stops.push(busy.stop, other.stop);
    const nobody = { host: `127.0.0.1:${await freePort()}` };
    expect((await check(draft(nobody))).status.code).toBe('UNREACHABLE');
    expect((await check(draft(busy))).status.code).toBe('RATE_LIMITED');
    expect((await check(draft(other))).status).toMatchObject({
      code: 'UNREACHABLE',
      cause: `"${other.host}" answers 200 and a web page where a registry has its API (/v2/).`,
    });
  });

  test('the input is held to the rules of saving', async () => {
    const twice = draft(basic, { connection: 'secure' });
    const { body } = await berth.post('/checks', { registry: twice }).expect(400);
    expect(body).toMatchObject({ error: { field: 'connection' } });
    const body2 = { registry: draft(basic), purpose: 'source' };
    await berth.post('/checks', body2).expect(400);
  });

  test('a stored login is checked, and the registry shows it', async () => {
    await berth.put('/registries/mine', draft(bearer)).expect(201);
    expect((await berth.get('/registries/mine')).body).toMatchObject({
      status: { code: 'UNKNOWN', proven: [] },
    });
    const first = (await berth.post('/registries/mine/checks', {}).expect(200)).body as Check;
    expect(first).toMatchObject({
      status: { code: 'OK', proven: ['endpoint', 'identity'], since: expect.any(String) as string },
      hints: [],
    });
    const second = (await berth.post('/registries/mine/checks', {}).expect(200)).body as Check;
    expect(second.status.since).toBe(first.status.since);
    const { body } = await berth.get('/registries/mine');
    expect(body).toMatchObject({ status: { code: 'OK', since: first.status.since } });
    expect((await berth.get('/registries?status=OK')).body).toMatchObject({ totalItems: 1 });
    expect((await berth.get('/registries?status=UNKNOWN')).body).toMatchObject({ totalItems: 0 });
  });

  test('a repository that a login may not push says nothing about its registry', async () => {
    const reader = { name: 'reader', kind: 'password', username: 'reader', password: CANARY };
    await berth.put('/registries/reading', {
      ...draft(bearer, { username: 'reader' }),
      pullCredential: reader,
      pushCredential: reader,
    });
    await berth.post('/registries/reading/checks', {}).expect(200);
    const push = { purpose: 'push', repository: 'acme/api' };
    const { body } = await berth.post('/registries/reading/checks', push).expect(200);
    expect(body).toMatchObject({ status: { code: 'INSUFFICIENT_SCOPE' } });
    expect((await berth.get('/registries/reading')).body).toMatchObject({ status: { code: 'OK' } });
  });

  test('an end that was entered is part of the status', async () => {
    const soon = new Date(Date.now() + 3600_000).toISOString();
    const registry = draft(basic);
    const pullCredential = { ...registry.pullCredential, name: 'ending', expiresAt: soon };
    const ending = { ...registry, pullCredential, pushCredential: 'ending' };
    const { status } = await check(ending);
    expect(status).toMatchObject({ code: 'OK', expiresAt: soon });
    const gone = {
      ...ending,
      pullCredential: { ...pullCredential, password: 'wrong', expiresAt: '2026-01-01T00:00:00Z' },
    };
    expect((await check(gone)).status.code).toBe('EXPIRED');
  });

  test('a login without a secret is proven where the workflow runs', async () => {
    const registry = {
      server: 'europe-docker.pkg.dev',
      pullCredential: {
        name: 'federated',
        kind: 'google-federation',
        workloadIdentityProvider:
          'projects/1/locations/global/workloadIdentityPools/github/providers/github',
      },
    };
    // Without a network, that nobody is there comes first.
    const { status } = await check(registry);
    expect(['UNKNOWN', 'UNREACHABLE']).toContain(status.code);
    expect(status.proven).not.toContain('identity');
  });
});

describe('a new credential that pulls and pushes', () => {
  test('is given whole once, and may not be given twice in two ways', async () => {
    const berth = await startBerth({ database: newDatabase('SQLite') });
    try {
      const bot = { name: 'bot', kind: 'password', username: 'u', password: CANARY };
      const both = { server: 'ghcr.io', pullCredential: 'bot', pushCredential: bot };
      const { body } = await berth.put('/registries/a', both).expect(201);
      expect(body).toMatchObject({ pullCredential: 'bot', pushCredential: 'bot' });
      const other = { ...both, pullCredential: { ...bot, username: 'v' } };
      const refused = (await berth.put('/registries/b', other).expect(400)).body;
      expect(refused).toMatchObject({
        error: {
          field: 'pushCredential',
          message:
            '"pullCredential" and "pushCredential" say different things of the credential "bot". Give one of them by its name only, or another name.',
        },
      });
    } finally {
      await berth.stop();
    }
  });
});
