import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import type { Credential, ErrorResponse, Registry } from '@berth/backstage-plugin-berth-common';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

const CANARY = 'canary-secret-7f3a';
const WITHOUT_SECRET = { kind: 'password', username: 'bot', hosts: ['ghcr.io'] };
const BOT = { ...WITHOUT_SECRET, password: CANARY };

describe.each(databases)('credentials on %s', database => {
  let berth: BerthBackend;

  beforeAll(async () => {
    berth = await startBerth({ database: newDatabase(database) });
    await berth.put('/registries/first', { server: 'quay.io' }).expect(201);
  });
  afterAll(() => berth.stop());

  test('a credential is written, and its secret never answered', async () => {
    const created = await berth
      .put('/credentials/bot', { ...BOT, email: 'bot@example.com', title: 'Bot' })
      .expect(201);
    expect(created.body).toEqual({
      id: expect.any(String) as string,
      name: 'bot',
      kind: 'password',
      title: 'Bot',
      hosts: ['ghcr.io'],
      hasSecret: true,
      username: 'bot',
      email: 'bot@example.com',
      usedBy: [],
      secretChangedAt: (created.body as Credential).createdAt,
      secretChangedBy: 'user:default/admin',
      createdAt: expect.any(String) as string,
      createdBy: 'user:default/admin',
      updatedAt: (created.body as Credential).createdAt,
      updatedBy: 'user:default/admin',
    });
    const { id } = created.body as Credential;
    for (const path of [`/credentials/${id}`, '/credentials/bot', '/credentials']) {
      const { text } = await berth.get(path).expect(200);
      expect(text).toContain('bot@example.com');
      expect(text).not.toContain(CANARY);
    }
  });

  test('it says when its secret was entered, and by whom', async () => {
    const owner = 'group:default/payments';
    const put = async (input: object, as: 'admin' | 'jane' = 'admin') => {
      const body = { ...BOT, hosts: ['ghcr.io'], owner, ...input };
      const answer = await berth.put('/credentials/dated', body, { as });
      expect(answer.status).toBeLessThan(300);
      const { secretChangedAt, secretChangedBy, updatedAt } = answer.body as Credential;
      return { secretChangedAt, secretChangedBy, updatedAt };
    };
    const first = await put({});
    expect(first.secretChangedAt).toBe(first.updatedAt);
    const { secretChangedAt, secretChangedBy } = first;
    const kept = { secretChangedAt, secretChangedBy: 'user:default/admin' };
    expect(secretChangedBy).toBe('user:default/admin');
    expect(await put({ password: undefined, title: 'New' }, 'jane')).toMatchObject(kept);
    // The same once more, for another host, is no new secret.
    expect(await put({ hosts: ['ghcr.io', 'quay.io'] }, 'jane')).toMatchObject(kept);
    const entered = await put({ password: 'another' }, 'jane');
    expect(entered.secretChangedBy).toBe('user:default/jane');
    expect(entered.secretChangedAt).toBe(entered.updatedAt);
    expect(Date.parse(entered.secretChangedAt ?? '')).toBeGreaterThan(
      Date.parse(secretChangedAt ?? ''),
    );
    const role = { kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/b', owner };
    const without = (await berth.put('/credentials/dated', role).expect(200)).body as Credential;
    expect(without).not.toHaveProperty('secretChangedAt');
    expect(without).not.toHaveProperty('secretChangedBy');
    await berth.delete('/credentials/dated').expect(204);
  });

  test('a secret that is left out stays, an empty one is refused, and the same changes nothing', async () => {
    const { headers } = await berth.put('/credentials/keep', BOT).expect(201);
    const same = await berth.put('/credentials/keep', BOT).expect(200);
    expect(same.headers['etag']).toBe(headers['etag']);
    const kept = await berth.put('/credentials/keep', WITHOUT_SECRET).expect(200);
    expect(kept.headers['etag']).toBe(headers['etag']);
    const renamed = await berth
      .put('/credentials/keep', { ...WITHOUT_SECRET, username: 'b2' })
      .expect(200);
    expect(renamed.headers['etag']).not.toBe(headers['etag']);
    const other = await berth.put('/credentials/keep', { ...BOT, username: 'b2', password: 'x' });
    expect(other.headers['etag']).not.toBe(renamed.headers['etag']);
    const back = await berth.put('/credentials/keep', other.body).expect(200);
    expect(back.headers['etag']).toBe(other.headers['etag']);
    const empty = await berth.put('/credentials/keep', { ...BOT, password: '' }).expect(400);
    expect(errorOf(empty)).toEqual({
      name: 'InputError',
      field: 'password',
      message: 'Invalid credential: "password" is empty. Fill it in or leave it out.',
    });
  });

  test.each([
    [
      { kind: 'password', hosts: ['ghcr.io'] },
      'password',
      'Invalid credential: "password" is missing. Add it.',
    ],
    [
      { kind: 'password', password: CANARY },
      'hosts',
      '"hosts" is missing. Name the registries that this secret is for; it goes to no other.',
    ],
    [
      { ...BOT, apiKey: CANARY },
      'apiKey',
      'Invalid credential: "apiKey" is not a field of kind "password". Use only kind, username, password, email, hosts.',
    ],
    [
      { ...BOT, pasword: CANARY },
      'pasword',
      '"pasword" is not known here. Did you mean "password"?',
    ],
    [{ ...BOT, password: 5 }, 'password', '"password" has the wrong type. Write text.'],
    [
      { ...BOT, expiresAt: 'soon' },
      'expiresAt',
      '"expiresAt" is no time. Write ISO 8601, such as 2027-01-31T00:00:00Z.',
    ],
    [
      { ...BOT, hosts: ['https://'] },
      'hosts[0]',
      'Invalid registry "https://": there is no host behind the scheme. Write https:// and the host once, or only the host.',
    ],
    [
      { kind: 'pasword' },
      'kind',
      expect.stringContaining('"kind" is none of the values') as string,
    ],
  ])('%j is refused at %j', async (body, field, message) => {
    const answer = await berth.put('/credentials/wrong', body).expect(400);
    expect(answer.text).not.toContain(CANARY);
    expect(errorOf(answer)).toEqual({ name: 'InputError', field, message });
  });

  test('every kind is stored, and none answers its secret', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const google = {
      type: 'service_account',
      private_key: key,
      client_email: 'a@b.iam.gserviceaccount.com',
    };
    const uuid = '01234567-89ab-cdef-0123-456789abcdef';
    const kinds: Readonly<Record<string, readonly [object, object]>> = {
      'google-key': [
        { key: JSON.stringify(google), hosts: ['gcr.io'] },
        { clientEmail: 'a@b.iam.gserviceaccount.com' },
      ],
      'azure-service-principal': [
        { clientId: uuid, clientSecret: CANARY, hosts: ['acmeregistry.azurecr.io'] },
        { clientId: uuid },
      ],
      'iam-api-key': [{ apiKey: CANARY, hosts: ['icr.io'] }, {}],
      'aws-keys': [
        { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: CANARY, hosts: ['public.ecr.aws'] },
        { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      ],
      'aws-role': [
        { roleArn: 'arn:aws:iam::123456789012:role/r' },
        { hosts: [], hasSecret: false },
      ],
      'node-role': [{}, { hosts: [], hasSecret: false }],
    };
    for (const [kind, [input, shown]] of Object.entries(kinds)) {
      const { body, text } = await berth.put(`/credentials/kind-${kind}`, { kind, ...input });
      expect(body).toMatchObject({ kind, ...shown });
      expect(text).not.toContain(CANARY);
      expect(text).not.toContain('PRIVATE KEY');
      const again = await berth.put(`/credentials/kind-${kind}`, body).expect(200);
      expect(again.body).toEqual(body);
    }
  });

  test('when it ends is entered, or read from the secret', async () => {
    const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ exp: 1_893_456_000 })}.x`;
    const jwt = await berth.put('/credentials/ends', { ...BOT, password: token }).expect(201);
    expect((jwt.body as Credential).expiresAt).toBe('2030-01-01T00:00:00.000Z');
    const entered = { ...BOT, password: token, expiresAt: '2029-01-01T01:00:00+01:00' };
    const { body } = await berth.put('/credentials/ends', entered).expect(200);
    expect((body as Credential).expiresAt).toBe('2029-01-01T00:00:00.000Z');
    const read = await berth.put('/credentials/ends', WITHOUT_SECRET).expect(200);
    expect((read.body as Credential).expiresAt).toBe('2030-01-01T00:00:00.000Z');
  });

  test('a secret goes only where it was entered for', async () => {
    await berth.put('/credentials/bound', BOT).expect(201);
    const moved = await berth
      .put('/credentials/bound', { ...WITHOUT_SECRET, hosts: ['ghcr.io', 'evil.example.com'] })
      .expect(400);
    expect(errorOf(moved)).toEqual({
      name: 'InputError',
      field: 'hosts',
      message:
        '"hosts" has evil.example.com, and the secret was not entered for it. Enter "password" again.',
    });
    const attach = { pullCredential: 'bound' };
    const elsewhere = await berth
      .put('/registries/evil', { server: 'evil.example.com', ...attach })
      .expect(400);
    expect(errorOf(elsewhere)).toEqual({
      name: 'InputError',
      code: 'SECRET_NEEDED',
      field: 'pullCredential',
      message:
        'The secret of "bound" was not entered for evil.example.com with the connection "secure". Give "pullCredential" as an object with its "password".',
    });
    const created = await berth
      .put('/registries/bound', { server: 'ghcr.io', ...attach })
      .expect(201);
    expect(created.body).toMatchObject({
      pullCredential: 'bound',
      login: { kind: 'password', username: 'bot' },
    });
    // Neither may the registry be led elsewhere, nor the way to it be opened.
    await berth.put('/registries/bound', { server: 'evil.example.com', ...attach }).expect(400);
    const opened = await berth
      .put('/registries/bound', { server: 'ghcr.io', connection: 'insecure', ...attach })
      .expect(400);
    const { problems } = (opened.body as ErrorResponse).error;
    expect(problems).toMatchObject([{ field: 'pullCredential', code: 'SECRET_NEEDED' }]);
    expect(errorOf(opened).message).toBe(
      'The secret of "bound" was not entered for ghcr.io with the connection "insecure". Give "pullCredential" as an object with its "password".',
    );
    const whole = { name: 'bound', kind: 'password', username: 'bot' };
    await berth
      .put('/registries/bound', {
        server: 'ghcr.io',
        connection: 'insecure',
        pullCredential: whole,
      })
      .expect(400);
    await berth
      .put('/registries/bound', {
        server: 'ghcr.io',
        connection: 'insecure',
        pullCredential: { ...whole, password: CANARY },
      })
      .expect(200);
    const { body } = await berth.get('/credentials/bound').expect(200);
    expect(body).toMatchObject({ hosts: ['ghcr.io'], usedBy: ['bound'] });
    const cut = await berth.put('/credentials/bound', { ...BOT, hosts: ['quay.io'] }).expect(409);
    expect(errorOf(cut)).toEqual({
      name: 'ConflictError',
      heldBy: 'registries',
      usages: ['bound'],
      totalUsages: 1,
      message:
        'Registries that use the credential "bound" are not among its hosts: bound. Add their hosts, or give them another credential first.',
    });
  });

  test('another certificate needs the secret again, and a private key is refused', async () => {
    const pem = (name: string) =>
      execFileSync(
        'openssl',
        [
          ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', '/dev/null'],
          ...['-subj', `/CN=${name}`, '-days', '2'],
        ],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      ).toString();
    const own = pem('one');
    const input = {
      server: 'registry.example.com',
      connection: 'ca',
      caCertificate: `# CA\r\n${own}`,
    };
    const whole = { name: 'ca-bot', kind: 'password', username: 'bot', password: CANARY };
    const created = await berth
      .put('/registries/ca', { ...input, pullCredential: whole })
      .expect(201);
    expect((created.body as Registry).caCertificate).toBe(own);
    await berth
      .put('/registries/ca', { ...input, pullCredential: 'ca-bot', title: 'T' })
      .expect(200);
    const changed = await berth
      .put('/registries/ca', { ...input, caCertificate: pem('two'), pullCredential: 'ca-bot' })
      .expect(400);
    expect(errorOf(changed).message).toBe(
      'The secret of "ca-bot" was not entered for registry.example.com with the connection "ca" and this certificate. Give "pullCredential" as an object with its "password".',
    );
    const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
    const refused = await berth.put('/registries/ca', { ...input, caCertificate: own + key });
    expect(errorOf(refused).message).toBe(
      '"caCertificate" holds a private key. Give the certificate only, and replace that key.',
    );
  });

  test('a registry and its credential are written at once, or not at all', async () => {
    const pullCredential = { name: 'at-once', kind: 'password', username: 'bot', password: CANARY };
    await berth
      .put('/registries/at-once', {
        server: 'icr.io',
        pullCredential: { ...pullCredential, kind: 'aws-keys' },
      })
      .expect(400);
    const wrong = await berth.put('/registries/at-once', {
      server: 'icr.io',
      pullCredential: { ...pullCredential, username: 'a:b' },
    });
    expect(errorOf(wrong)).toMatchObject({ field: 'pullCredential.username' });
    await berth.get('/credentials/at-once').expect(404);
    const notKnown = await berth.put('/registries/at-once', {
      server: 'icr.io',
      pullCredential,
      pushCredential: 'missing',
    });
    expect(notKnown.status).toBe(400);
    await berth.get('/credentials/at-once').expect(404);
    const kind = await berth.put('/registries/at-once', {
      server: 'ghcr.io',
      pullCredential: { name: 'at-once', kind: 'node-role' },
    });
    expect(errorOf(kind)).toMatchObject({
      field: 'pullCredential',
      message:
        'The credential "at-once" is of kind "node-role", which GitHub Container Registry does not take. Use one of: password.',
    });
    await berth.get('/credentials/at-once').expect(404);
    await berth.put('/registries/at-once', { server: 'icr.io', pullCredential }).expect(201);
    const { body } = await berth.get('/credentials/at-once').expect(200);
    expect(body).toMatchObject({ hosts: ['icr.io'], usedBy: ['at-once'] });
  });

  test('deleting a registry leaves its credential unless asked; one in use stays', async () => {
    const pullCredential = { ...BOT, name: 'shared' };
    await berth.put('/registries/del-one', { server: 'ghcr.io', pullCredential }).expect(201);
    await berth
      .put('/registries/del-two', { server: 'ghcr.io', pushCredential: 'shared' })
      .expect(201);
    const used = await berth.delete('/credentials/shared').expect(409);
    expect(errorOf(used)).toEqual({
      name: 'ConflictError',
      heldBy: 'registries',
      usages: ['del-one', 'del-two'],
      totalUsages: 2,
      message:
        'The credential "shared" is used by del-one, del-two. Give these registries another one first.',
    });
    const both = await berth.delete('/registries/del-one?deleteCredential=true').expect(409);
    expect(errorOf(both).message).toBe(
      'The credential "shared" is used by del-two too. Delete the registry without it.',
    );
    await berth.get('/registries/del-one').expect(200);
    const { body } = await berth.delete('/registries/del-one').expect(200);
    expect(body).toMatchObject({ credentials: [{ name: 'shared', deleted: false }] });
    const rest = await berth.delete('/registries/del-two?deleteCredential=true').expect(200);
    expect(rest.body).toMatchObject({ credentials: [{ name: 'shared', deleted: true }] });
    await berth.get('/credentials/shared').expect(404);
    await berth.put('/credentials/free', BOT).expect(201);
    await berth.delete('/credentials/free').expect(204, {});
  });

  test('a credential is its owner’s; for others it does not exist', async () => {
    const own = { ...BOT, owner: 'group:default/payments' };
    await berth.put('/credentials/own', own).expect(201);
    await berth.get('/credentials/own', { as: 'jane' }).expect(200);
    const hidden = await berth.get('/credentials/own', { as: 'john' }).expect(404);
    const absent = await berth.get('/credentials/abs', { as: 'john' }).expect(404);
    expect(errorOf(hidden).message).toBe(String(errorOf(absent).message).replace('abs', 'own'));
    const list = await berth.get('/credentials?search=own', { as: 'john' }).expect(200);
    expect(list.body).toEqual({ items: [], totalItems: 0, pageInfo: {} });
    const owners = await berth.get('/credentials', { as: 'jane' }).expect(200);
    expect(owners.body).toMatchObject({ totalItems: 1, items: [{ name: 'own' }] });
    await berth.put('/credentials/own', { ...own, username: 'x' }, { as: 'jane' }).expect(200);
    await berth.put('/credentials/own', own, { as: 'john' }).expect(403);
    await berth.delete('/credentials/own', { as: 'john' }).expect(404);
    // Nobody has a registry of theirs use the credential of others.
    const theirs = { server: 'ghcr.io', owner: 'group:default/search' };
    await berth.put('/registries/theirs', theirs).expect(201);
    const attached = await berth
      .put('/registries/theirs', { ...theirs, pullCredential: 'own' }, { as: 'john' })
      .expect(400);
    expect(errorOf(attached).message).toBe(
      'There is no credential "own" that you may use. Check its name, or ask its owner.',
    );
    await berth.get('/credentials/own', { as: 'service' }).expect(200);
    await berth.put('/credentials/own', own, { as: 'service' }).expect(403);
  });
});
