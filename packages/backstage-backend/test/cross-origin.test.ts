import express from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exposeHeaders } from '../src/http/exposed-headers.ts';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { newDatabase } from './databases.ts';

const EXPORTS = '/registries/main/pull-secret-exports';
const REASON = { reason: 'Sets up the staging cluster.' };
const BOT = { name: 'puller', kind: 'password', username: 'bot', password: 's3cret' };
const EXPOSED = { 'access-control-expose-headers': 'ETag, Retry-After' };

describe('a portal on another origin may read the headers that its pages go by', () => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase('SQLite') });
    const body = { server: 'ghcr.io', pullCredential: BOT };
    await berth.put('/registries/main', body).expect(201);
  });
  afterAll(() => berth.stop());

  test('of an answer', async () => {
    const { headers } = await berth.get('/registries/main').expect(200);
    expect(headers).toMatchObject(EXPOSED);
    expect(headers['etag']).toMatch(/^".+"$/);
  });

  test.each([
    ['what is not there', 404, () => berth.get('/registries/gone')],
    ['what breaks the contract', 400, () => berth.put('/registries/x', { a: 1 })],
    ['what may not be', 403, () => berth.post(EXPORTS, REASON, { as: 'jane' })],
    ['what has changed meanwhile', 412, () => putStale()],
  ])('of an error, for %s', async (_, status, ask) => {
    const { headers } = await ask().expect(status);
    expect(headers).toMatchObject(EXPOSED);
  });

  test('of an error that says when to try again', async () => {
    for (let count = 0; count < 10; count++) await berth.post(EXPORTS, REASON).expect(200);
    const { headers } = await berth.post(EXPORTS, REASON).expect(429);
    expect(headers).toMatchObject({ ...EXPOSED, 'retry-after': '60' });
  });

  function putStale() {
    const body = { server: 'ghcr.io' };
    return berth.put('/registries/main', body, { headers: { 'if-match': '"stale"' } });
  }
});

test('what the portal exposes of its own stays exposed', async () => {
  const app = express();
  app.use((_request, response, next) => {
    response.set('Access-Control-Expose-Headers', 'X-Request-Id');
    next();
  });
  app.use(exposeHeaders, (_request, response) => void response.end());
  const { headers } = await request(app).get('/').expect(200);
  expect(headers['access-control-expose-headers']).toBe('X-Request-Id, ETag, Retry-After');
});
