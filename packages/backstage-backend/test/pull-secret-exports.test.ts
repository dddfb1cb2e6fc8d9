import type { EventList, PullSecretExport } from '@berth/backstage-plugin-berth-common';
import { startAwsServices, type AwsServices } from '@berth/test/servers/aws-services';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { startIdentityProvider } from '@berth/test/servers/identity-provider';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startBerth, type BerthBackend } from './berth-backend.ts';
import { databases, newDatabase } from './databases.ts';
import { errorOf } from './error-body.ts';

const REASON = { reason: 'Sets up the staging cluster.' };
const BOT = { kind: 'password', username: 'bot', password: 's3cret', email: 'b@example.com' };

describe.each(databases)('pull secret exports on %s', database => {
  let berth: BerthBackend;

  beforeEach(async () => {
    berth = await startBerth({ database: newDatabase(database) });
    await put('ghcr', { server: 'ghcr.io', pullCredential: { name: 'puller', ...BOT } });
  });
  afterEach(() => berth.stop());

  function put(name: string, body: object) {
    return berth.put(`/registries/${name}`, body).expect(201);
  }

  function exported(name: string, body: object = REASON) {
    return berth.post(`/registries/${name}/pull-secret-exports`, body);
  }

  async function events() {
    const { body } = await berth.get('/events?action=pull-secret.export').expect(200);
    return (body as EventList).items;
  }

  test('the manifest is what kubectl makes, and nobody on the way keeps it', async () => {
    const answer = await exported('ghcr', { ...REASON, namespace: 'web' }).expect(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const config =
      '{"auths":{"ghcr.io":{"username":"bot","password":"s3cret","email":"b@example.com","auth":"Ym90OnMzY3JldA=="}}}';
    expect(answer.body).toEqual({
      format: 'yaml',
      name: 'docker-credentials',
      namespace: 'web',
      manifest: `apiVersion: v1
data:
  .dockerconfigjson: ${Buffer.from(config).toString('base64')}
kind: Secret
metadata:
  creationTimestamp: null
  name: docker-credentials
  namespace: web
type: kubernetes.io/dockerconfigjson
`,
    });
  });

  test.each([
    ['json', '"kind": "Secret"'],
    ['dt-secrets', 'key: .dockerconfigjson'],
  ])('as %s', async (format, part) => {
    const { body } = await exported('ghcr', { ...REASON, format, name: 'regcred' }).expect(200);
    expect(body).toMatchObject({ format, name: 'regcred' });
    expect((body as PullSecretExport).manifest).toContain(part);
  });

  test('the push credential never leaves', async () => {
    const pushOnly = { name: 'pusher', ...BOT, password: 'push-s3cret' };
    await put('push', { server: 'quay.io', pushCredential: pushOnly });
    const none = await exported('push').expect(409);
    expect(errorOf(none)).toEqual({
      name: 'ConflictError',
      message:
        'The registry "push" has no pull credential. Leave imagePullSecrets out where its images are public, or give it a pull credential.',
    });
    const pull = { name: 'quay-puller', ...BOT };
    await put('both', { server: 'quay.io', pullCredential: pull, pushCredential: 'pusher' });
    const { body } = await exported('both').expect(200);
    const [, data = ''] = /dockerconfigjson: (\S+)/.exec((body as PullSecretExport).manifest) ?? [];
    const config = Buffer.from(data, 'base64').toString();
    expect(config).toContain('"password":"s3cret"');
    expect(config).not.toContain('push-s3cret');
  });

  const KEYLESS =
    'holds no secret: only a job with an identity token gets a login by it. Have the workflow write the pull secret, or give the registry "r" a credential with a secret.';

  test.each([
    [
      { kind: 'node-role' },
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
      `No pull secret is needed for the registry "r": the cluster's nodes pull by a role of their own. Leave imagePullSecrets out.`,
    ],
    [
      { kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/build' },
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
      `The pull credential "c" of kind "aws-role" ${KEYLESS}`,
    ],
    [
      {
        kind: 'docker-hub-connection',
        connectionId: '0f8fad5b-d9cb-469f-a165-70867728950e',
        organization: 'acme',
      },
      'docker.io',
      `The pull credential "c" of kind "docker-hub-connection" ${KEYLESS}`,
    ],
  ])('%j has none to give, and says what to do', async (credential, server, message) => {
    await put('r', { server, pullCredential: { name: 'c', ...credential } });
    expect(errorOf(await exported('r').expect(409))).toEqual({ name: 'ConflictError', message });
  });

  test('a disabled registry gives none', async () => {
    const same = { server: 'ghcr.io', pullCredential: 'puller' };
    await berth.put('/registries/ghcr?force=true', { ...same, disabled: true }).expect(200);
    expect(errorOf(await exported('ghcr').expect(409))).toEqual({
      name: 'ConflictError',
      message: 'The registry "ghcr" is disabled. Have its owner enable it first.',
    });
  });

  test.each([
    [{}, 'reason', '"reason" is missing. Add it.'],
    [{ reason: '' }, 'reason', '"reason" is empty. Fill it in or leave it out.'],
    [{ reason: ' \n' }, 'reason', '"reason" is empty. Say what you need the pull secret for.'],
    [
      { ...REASON, format: 'toml' },
      'format',
      '"format" is none of the values it can have. Use one of: yaml, json, dt-secrets.',
    ],
    [{ ...REASON, name: 'A_b' }, 'name', expect.stringContaining('"A_b"') as string],
    [{ ...REASON, namespace: 'a.b' }, 'namespace', expect.stringContaining('"a.b"') as string],
  ])('%j is refused', async (body, field, message) => {
    const answer = await exported('ghcr', body).expect(400);
    expect(errorOf(answer)).toEqual({ name: 'InputError', field, message });
    expect(await events()).toEqual([]);
  });

  test('it is written down who took what, and why, and who wanted to', async () => {
    await exported('ghcr', { ...REASON, namespace: 'web' }).expect(200);
    const path = '/registries/ghcr/pull-secret-exports';
    await berth.post(path, { reason: 'Curious.' }, { as: 'jane' }).expect(403);
    const registry = (await berth.get('/registries/ghcr')).body as { readonly id: string };
    const common = {
      id: expect.any(String) as string,
      at: expect.any(String) as string,
      action: 'pull-secret.export',
      actorKind: 'user',
      target: 'registry:ghcr',
      targetId: registry.id,
    };
    const fingerprint = expect.stringMatching(/^fingerprint test:[0-9a-f]{16}$/) as string;
    expect(await events()).toEqual([
      {
        ...common,
        ...{ actor: 'user:default/jane', outcome: 'failed', reason: 'Curious.', changes: [] },
      },
      {
        ...common,
        ...{ actor: 'user:default/admin', outcome: 'succeeded', ...REASON },
        changes: [
          { field: 'credential', after: 'puller' },
          { field: 'format', after: 'yaml' },
          { field: 'name', after: 'docker-credentials' },
          { field: 'namespace', after: 'web' },
          { field: 'password', after: fingerprint },
        ],
      },
    ]);
  });

  test('the eleventh in a minute is refused, to this caller only, also at once', async () => {
    const all = await Promise.all(Array.from({ length: 14 }, () => exported('ghcr')));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(10);
    const late = await exported('ghcr').expect(429);
    expect(late.headers['retry-after']).toBe('60');
    expect(errorOf(late)).toMatchObject({
      message: 'You have exported 10 pull secrets in a minute. Try again in 60 seconds.',
    });
    const path = '/registries/ghcr/pull-secret-exports';
    await berth.post(path, REASON, { as: 'jane' }).expect(403);
  });
});

describe.each(databases)('exports of credentials that are traded first, on %s', database => {
  const ca = createCertificateAuthority();
  const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
  const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const stops: (() => Promise<unknown>)[] = [];
  let aws: AwsServices;
  let berth: BerthBackend;

  beforeAll(async () => {
    const issuer = await startIdentityProvider();
    const tls = ca.issue(['DNS:api.ecr.eu-west-1.amazonaws.com']);
    const keys = { AKIAIOSFODNN7EXAMPLE: { account: '123456789012', secretAccessKey } };
    aws = await startAwsServices({ tls, issuer, roles: {}, keys, clock: 0 });
    const proxy = await startForwardProxy({ tunnelsTo: aws.port });
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    vi.stubEnv('NO_PROXY', '127.0.0.1,localhost');
    berth = await startBerth({ database: newDatabase(database) });
    stops.push(
      () => berth.stop(),
      () => proxy.stop(),
      () => aws.stop(),
      () => issuer.stop(),
    );
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all(stops.map(stop => stop()));
  });

  function put(keyId: string) {
    const keys = { kind: 'aws-keys', accessKeyId: keyId, secretAccessKey };
    const connection = { connection: 'ca', caCertificate: ca.certificate };
    const body = { server: ECR, ...connection, pullCredential: { name: 'ecr', ...keys } };
    return berth.put('/registries/ecr', body);
  }

  test('access keys become a login, and the answer tells when it ends', async () => {
    await put('AKIAIOSFODNN7EXAMPLE').expect(201);
    const answer = await berth.post('/registries/ecr/pull-secret-exports', REASON).expect(200);
    const { manifest, expiresAt = '' } = answer.body as PullSecretExport;
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(12, 1);
    const [, data = ''] = /dockerconfigjson: (\S+)/.exec(manifest) ?? [];
    const config = Buffer.from(data, 'base64').toString();
    expect(config).toContain(`"${ECR}":{"username":"AWS","password":"token:of:ecr:eu-west-1"`);
    expect(config).not.toContain(secretAccessKey);
  });

  test('keys that AWS refuses are a conflict, without what AWS said', async () => {
    await put('AKIAIOSFODNN7UNKNOWN');
    const answer = await berth.post('/registries/ecr/pull-secret-exports', REASON).expect(409);
    expect(errorOf(answer)).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('api.ecr.eu-west-1.amazonaws.com') as string,
    });
  });

  test('a cloud that cannot be asked is a service that is not there', async () => {
    await put('AKIAIOSFODNN7EXAMPLE');
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    const answer = await berth.post('/registries/ecr/pull-secret-exports', REASON).expect(503);
    expect(errorOf(answer)).toMatchObject({ name: 'ServiceUnavailableError' });
  });
});
