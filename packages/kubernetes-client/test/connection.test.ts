import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { freePort } from '@berth/test/servers/free-port';
import { startScriptedServer, type Answers } from '@berth/test/servers/scripted-server';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openCluster, type ClusterOptions } from '../src/index.ts';

const authority = createCertificateAuthority();
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function ask(
  server: string,
  options: Partial<ClusterOptions> & { readonly cluster?: object; readonly user?: object } = {},
) {
  const { cluster = {}, user = { token: 'canary' }, ...rest } = options;
  const kubeconfig = JSON.stringify({
    'current-context': 'x',
    clusters: [{ name: 'x', cluster: { server, ...cluster } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    users: [{ name: 'x', user }],
  });
  const opened = openCluster({ kubeconfig, environment: {}, retries: 0, ...rest });
  return opened.request({ method: 'GET', path: ['version'] });
}

async function scripted(answers: Answers, tls?: Parameters<typeof startScriptedServer>[1]) {
  const server = await startScriptedServer({ '/version': answers }, tls);
  stops.push(() => server.stop());
  return server;
}

const trusting = { 'certificate-authority-data': base64(authority.certificate) };

test('a cluster of a private authority is asked', async () => {
  const server = await scripted([{ body: '{"major":"1"}' }], authority.issue());
  expect(await ask(server.url, { cluster: trusting })).toEqual({
    status: 200,
    body: { major: '1' },
  });
});

test('a prefix of the server stays, and a segment cannot leave its place', async () => {
  const server = await startScriptedServer({ '/k8s/clusters/c-1/..%2Fx': [{ body: '{}' }] });
  stops.push(() => server.stop());
  const kubeconfig = JSON.stringify({
    'current-context': 'x',
    clusters: [{ name: 'x', cluster: { server: `${server.url}/k8s/clusters/c-1/` } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    users: [{ name: 'x', user: {} }],
  });
  const cluster = openCluster({ kubeconfig, environment: {} });
  expect(await cluster.request({ method: 'GET', path: ['../x'] })).toMatchObject({ status: 200 });
});

test('a client certificate is shown', async () => {
  const client = authority.issueClient('deployer');
  const { certificateFile, keyFile } = authority.issue();
  const tls = { cert: readFileSync(certificateFile), key: readFileSync(keyFile) };
  const verify = { ca: authority.certificate, requestCert: true, rejectUnauthorized: true };
  const server = createServer({ ...tls, ...verify }, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate();
    response.end(JSON.stringify({ user: subject.CN }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  const user = {
    'client-certificate-data': base64(readFileSync(client.certificateFile)),
    'client-key-data': base64(readFileSync(client.keyFile)),
  };
  const answer = await ask(`https://127.0.0.1:${port}`, { user, cluster: trusting });
  expect(answer.body).toEqual({ user: 'deployer' });
});

test('a redirect is not followed, and the token stays here', async () => {
  const elsewhere = await scripted([{ body: '{}' }]);
  const server = await scripted([
    { status: 302, headers: { location: elsewhere.url }, body: '{}' },
  ]);
  await expect(ask(server.url)).rejects.toThrow(
    `What answers at "${server.url}" with 302 is no Kubernetes API. Check the server in the kubeconfig, and what lies before it.`,
  );
  expect(elsewhere.requests).toEqual([]);
});

test.each([
  ['a login page', { status: 200, body: '<html>canary</html>' }],
  ['a list', { status: 200, body: '["canary"]' }],
  ['nothing', { status: 200 }],
])('%s is no answer of a cluster', async (_, answer) => {
  const server = await scripted([answer]);
  await expect(ask(server.url)).rejects.toThrow(
    `What answers at "${server.url}" with 200 is no Kubernetes API. Check the server in the kubeconfig, and what lies before it.`,
  );
});

test('what may pass by itself is tried again, a refusal is not', async () => {
  const busy = { status: 503, body: '{}', headers: { 'retry-after': '0.01' } };
  const server = await scripted(['reset', busy, { status: 429, body: '{}' }, { body: '{}' }]);
  expect(await ask(server.url, { retries: 3 })).toMatchObject({ status: 200 });
  expect(server.requests).toHaveLength(4);

  const refusing = await scripted([{ status: 403, body: '{}' }]);
  expect(await ask(refusing.url, { retries: 3 })).toMatchObject({ status: 403 });
  expect(refusing.requests).toHaveLength(1);
});

let closed: string;
beforeAll(async () => {
  closed = `https://127.0.0.1:${await freePort()}`;
});

test('each way of not being reached is one line', async () => {
  await expect(ask(closed)).rejects.toThrow(
    `The cluster at "${closed}" cannot be reached (ECONNREFUSED). Check the server in the kubeconfig, and that this runner may reach it.`,
  );
  const silent = await scripted(['silence']);
  await expect(ask(silent.url, { timeout: 0.2 })).rejects.toThrow(
    `The cluster at "${silent.url}" did not answer in time. Check that this runner may reach it, or give a longer timeout.`,
  );
});

test.each<[string, () => Parameters<typeof startScriptedServer>[1], object, string]>([
  [
    'an unknown authority',
    () => authority.issue(),
    {},
    'has a certificate (x509) of an authority that the kubeconfig does not name: give certificate-authority-data (UNABLE_TO_VERIFY_LEAF_SIGNATURE).',
  ],
  [
    'another name',
    () => authority.issue(['DNS:other.example']),
    trusting,
    'has a certificate for another name: correct the server, or give tls-server-name in the kubeconfig (ERR_TLS_CERT_ALTNAME_INVALID).',
  ],
  [
    'an end that is past',
    () => authority.issue(undefined, { days: -1 }),
    trusting,
    'has a certificate that is not valid today: renew it (CERT_HAS_EXPIRED).',
  ],
  [
    'plain HTTP',
    () => undefined,
    trusting,
    'breaks off TLS: check the scheme and port of the server, and the client certificate (EPROTO).',
  ],
])('a certificate with %s is one line', async (_, certificate, cluster, reason) => {
  const server = await scripted([{ body: '{}' }], certificate());
  const url = server.url.replace('http:', 'https:');
  const message = `The cluster at "${url}" ${reason}`;
  await expect(ask(url, { cluster })).rejects.toThrow(message);
});

test('tls-server-name and insecure-skip-tls-verify are heeded', async () => {
  const server = await scripted([{ body: '{}' }], authority.issue(['DNS:other.example']));
  const named = { ...trusting, 'tls-server-name': 'other.example' };
  expect(await ask(server.url, { cluster: named })).toMatchObject({ status: 200 });
  const trustingAll = { 'insecure-skip-tls-verify': true };
  expect(await ask(server.url, { cluster: trustingAll })).toMatchObject({ status: 200 });
});

test('the proxy is taken, that of the kubeconfig before that of the environment', async () => {
  const server = await scripted([{ body: '{}' }], authority.issue());
  const ours = await startForwardProxy({ login: 'me:p%ss' });
  const theirs = await startForwardProxy();
  stops.push(ours.stop, theirs.stop);
  const address = new URL(ours.url);
  address.username = 'me';
  address.password = encodeURIComponent('p%ss');
  const proxyFor = () => address.href;

  expect(await ask(server.url, { cluster: trusting, proxyFor })).toMatchObject({ status: 200 });
  expect(ours.requests).toEqual([`CONNECT ${server.host}`]);
  const cluster = { ...trusting, 'proxy-url': theirs.url };
  expect(await ask(server.url, { cluster, proxyFor })).toMatchObject({ status: 200 });
  expect(theirs.requests).toEqual([`CONNECT ${server.host}`]);
  await expect(ask(server.url, { cluster: trusting, proxyFor: () => ours.url })).rejects.toThrow(
    `The proxy before the cluster at "${server.url}" answered 407. Put user and password into its address.`,
  );
});
