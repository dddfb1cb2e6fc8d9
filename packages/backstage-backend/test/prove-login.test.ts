import tls from 'node:tls';
import { Secret, type Credential } from '@berth/core';
import { NetworkPolicy } from '@berth/registry-client';
import { startAwsServices, type AwsServices } from '@berth/test/servers/aws-services';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry } from '@berth/test/servers/docker-registry';
import { startDrippingServer } from '@berth/test/servers/dripping-server';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkVerdict } from '../src/check/check-verdict.ts';
import { proveLogin, type CheckTarget } from '../src/check/prove-login.ts';

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const API = 'api.ecr.eu-west-1.amazonaws.com';
const GAR = 'europe-docker.pkg.dev';
const network = new NetworkPolicy({ setting: 's', allow: [{ cidr: '127.0.0.1' }] });
const stops: (() => unknown)[] = [];
afterAll(() => Promise.all(stops.map(stop => stop())));

function target(server: string, credential?: Credential): CheckTarget {
  const host = server.replace(/^https?:\/\//, '');
  const connection = server.startsWith('http:') ? 'insecure' : 'secure';
  const registry = { server, host, connection, caCertificate: undefined } as const;
  return { registry, credential, expiry: undefined, action: 'pull', repository: undefined };
}

describe('at a cloud', () => {
  let aws: AwsServices;
  const proxyBefore = process.env['https_proxy'];
  const trustedBefore = tls.getCACertificates('default');

  beforeAll(async () => {
    const ca = createCertificateAuthority();
    const names = [ECR, API, GAR].map(name => `DNS:${name}`);
    const certificate = ca.issue(names);
    const password = 'a-password-of-12-hours';
    const registry = await startDockerRegistry({
      auth: { kind: 'basic', users: { AWS: password } },
      tls: certificate,
    });
    const keys = {
      AKIAIOSFODNN7EXAMPLE: { secretAccessKey: 's'.repeat(40), account: '123456789012' },
      AKIAIOSFODNN7NOTHING: {
        secretAccessKey: 's'.repeat(40),
        account: '123456789012',
        actions: [],
      },
      ASIAIOSFODNN7EXAMPLE: {
        ...{ secretAccessKey: 's'.repeat(40), account: '123456789012', sessionToken: 'session' },
      },
    };
    aws = await startAwsServices({ tls: certificate, keys, password });
    const tunnelsTo = { [ECR]: registry.port, [GAR]: registry.port, [API]: aws.port };
    const proxy = await startForwardProxy({ tunnelsTo });
    process.env['https_proxy'] = proxy.url;
    tls.setDefaultCACertificates([...trustedBefore, ca.certificate]);
    stops.push(
      () => registry.stop(),
      () => aws.stop(),
      () => proxy.stop(),
    );
  });
  afterAll(() => {
    if (proxyBefore === undefined) delete process.env['https_proxy'];
    else process.env['https_proxy'] = proxyBefore;
    tls.setDefaultCACertificates(trustedBefore);
  });

  function keys(accessKeyId: string, secret = 's'.repeat(40)) {
    return { kind: 'aws-keys', accessKeyId, secretAccessKey: new Secret(secret) } as const;
  }

  test('keys are traded first, and do not end with what they give', async () => {
    const result = await proveLogin(target(ECR, keys('AKIAIOSFODNN7EXAMPLE')), { network });
    expect(result.steps).toEqual([
      { step: 'exchange', outcome: 'proven' },
      { step: 'endpoint', outcome: 'proven' },
      { step: 'identity', outcome: 'proven' },
    ]);
    const verdict = checkVerdict(result, Date.now());
    expect(verdict).toEqual({ code: 'OK', proven: ['endpoint', 'identity'] });
  });

  test('keys of a session end with what they give, as far as is known', async () => {
    const session = { ...keys('ASIAIOSFODNN7EXAMPLE'), sessionToken: new Secret('session') };
    const result = await proveLogin(target(ECR, session), { network });
    const verdict = checkVerdict(result, Date.now());
    expect(verdict).toMatchObject({ code: 'OK', proven: ['endpoint', 'identity'] });
    const hours = (time: string | undefined) => (Date.parse(time ?? '') - Date.now()) / 3_600_000;
    expect(hours(verdict.expiresAt)).toBeCloseTo(12, 1);
    expect(hours(verdict.expiringAt)).toBeCloseTo(9, 1);
  });

  test.each([
    ['AKIAIOSFODNN7NOTHING', undefined, 'INSUFFICIENT_SCOPE'],
    ['AKIAIOSFODNN7EXAMPLE', 'w'.repeat(40), 'INVALID'],
    ['AKIAIOSFODNN7UNKNOWN', undefined, 'INVALID'],
  ])('%s with %s is refused there', async (id, secret, code) => {
    const result = await proveLogin(target(ECR, keys(id, secret)), { network });
    expect(result.steps).toEqual([{ step: 'exchange', outcome: 'failed' }]);
    expect(checkVerdict(result, Date.now())).toMatchObject({ code, proven: [] });
  });

  test.each<Credential>([
    { kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/build' },
    { kind: 'node-role' },
    {
      kind: 'google-federation',
      workloadIdentityProvider: 'projects/1/locations/global/workloadIdentityPools/a/providers/b',
    },
  ])('$kind is proven where it runs, and the registry here', async credential => {
    const server = credential.kind === 'google-federation' ? GAR : ECR;
    const result = await proveLogin(target(server, credential), { network });
    expect(result.steps[0]).toEqual({ step: 'endpoint', outcome: 'proven' });
    expect(checkVerdict(result, Date.now())).toMatchObject({
      code: 'UNKNOWN',
      proven: ['endpoint'],
    });
  });
});

describe('in bounded time', () => {
  const login: Credential = { kind: 'password', username: 'u', password: new Secret('p') };
  const times = { request: 0.3, check: 1 };

  test.each([
    ['never ends its head', 'HTTP/1.1 200 OK\r\nx-header: '],
    ['never ends its body', 'HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n'],
  ])('a server that %s', async (_, head) => {
    const server = await startDrippingServer(head);
    stops.push(server.stop);
    const result = await proveLogin(target(server.url, login), { network, times });
    expect(result.failure?.error.code).toBe('timeout');
    expect(checkVerdict(result, Date.now()).code).toBe('UNREACHABLE');
  });

  test('a server that redirects in a circle, and one that is slow each time', async () => {
    const circle = await startScriptedServer({
      '*': [{ status: 302, headers: { location: '/v2/' } }],
    });
    const slow = await startScriptedServer({
      '*': [{ status: 302, headers: { location: '/v2/' }, delay: 250 }],
    });
    stops.push(circle.stop, slow.stop);
    const first = await proveLogin(target(circle.url, login), { network, times });
    expect(first.failure?.error.message).toContain('redirects more than 5 times');
    const second = await proveLogin(target(slow.url, login), { network, times });
    expect(second.failure?.error.message).toBe(
      `"${slow.host}" did not let the check end in 1 seconds. Check the network, and what lies between.`,
    );
  });

  test('a server whose answer never ends', async () => {
    const body = `{"token":"${'x'.repeat(6_000_000)}"}`;
    const tokens = await startScriptedServer({ '*': [{ body }] });
    const realm = `Bearer realm="${tokens.url}/token"`;
    const server = await startScriptedServer({
      '*': [{ status: 401, headers: { 'www-authenticate': realm } }],
    });
    stops.push(tokens.stop, server.stop);
    const result = await proveLogin(target(server.url, login), { network });
    expect(result.failure?.error.message).toContain('a body of more than 4194304 bytes');
  });
});
