import {
  createCertificateAuthority,
  selfSigned,
  type ServerCertificate,
} from '@berth/test/servers/certificate-authority';
import { startScriptedServer, type ScriptedServer } from '@berth/test/servers/scripted-server';
import { X509Certificate } from 'node:crypto';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../src/connection.ts';
import { Registry } from '../src/registry.ts';

const ca = createCertificateAuthority();
const otherCa = createCertificateAuthority();
const lone = selfSigned('localhost');
const expiredFiles = ca.issue(undefined, { days: -1 });
const script = { '/v2/': [{}] };
let good: ScriptedServer;
let expired: ScriptedServer;
let otherName: ScriptedServer;
let self: ScriptedServer;
let plain: ScriptedServer;
const INSECURE = ', or set insecure to true to accept any certificate.';

beforeAll(async () => {
  [good, expired, otherName, self, plain] = await Promise.all([
    startScriptedServer(script, ca.issue()),
    startScriptedServer(script, expiredFiles),
    startScriptedServer(script, ca.issue(['DNS:other.test'])),
    startScriptedServer(script, lone),
    startScriptedServer(script),
  ]);
});
afterAll(() => Promise.all([good, expired, otherName, self, plain].map(server => server.stop())));

function validTo({ certificateFile }: ServerCertificate): string {
  const { validTo } = new X509Certificate(readFileSync(certificateFile));
  return new Date(validTo).toISOString().replace('.000Z', 'Z');
}

async function visit(connection: Connection): Promise<{ status: number; notices: string[] }> {
  const notices: string[] = [];
  const registry = new Registry(connection, undefined, {
    retries: 0,
    onNotice: notice => notices.push(notice),
  });
  try {
    const response = await registry.request({ method: 'GET', url: '/v2/', expect: [200] });
    await response.discard();
    return { status: response.status, notices };
  } finally {
    registry.close();
  }
}

describe('reaches', () => {
  test('a server of the given authority', async () => {
    const connection = { server: good.url, caCertificate: ca.certificate };
    expect(await visit(connection)).toEqual({ status: 200, notices: [] });
  });

  test('a server whose own certificate is the given one', async () => {
    const caCertificate = readFileSync(lone.certificateFile, 'utf8');
    expect((await visit({ server: self.url, caCertificate })).status).toBe(200);
  });

  test('a server of one of several given authorities', async () => {
    const caCertificate = otherCa.certificate + ca.certificate;
    expect((await visit({ server: good.url, caCertificate })).status).toBe(200);
  });

  test.each(['expired', 'otherName', 'self'] as const)('any server, insecurely: %s', async name => {
    const server = { expired, otherName, self }[name].url;
    expect(await visit({ server, insecure: true })).toEqual({ status: 200, notices: [] });
  });

  test.each([{}, { NODE_EXTRA_CA_CERTS: 'ca' }, { SSL_CERT_FILE: 'ca' }])(
    "an authority of the machine's, beside the given one: %j",
    async environment => {
      const files = Object.fromEntries(
        Object.keys(environment).map(name => [name, ca.certificateFile]),
      );
      const program = `
        import { Registry } from '@berth/registry-client';
        const [server, caCertificate] = process.argv.slice(1);
        const registry = new Registry({ server, caCertificate }, undefined, { retries: 0, environment: {} });
        await registry.request({ method: 'GET', url: '/v2/', expect: [200] }).then(
          response => console.log(response.status),
          error => console.log(error.code),
        );
        registry.close();`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          '--conditions=@berth/source',
          '--input-type=module',
          '-e',
          program,
          good.url,
          otherCa.certificate,
        ],
        { env: { PATH: process.env['PATH'], ...files }, cwd: import.meta.dirname },
      );
      expect(stdout.trim()).toBe(Object.keys(files).length > 0 ? '200' : 'tls');
    },
  );
});

describe('says what is wrong with', () => {
  const host = (server: ScriptedServer) => server.host;

  test.each([
    [
      'an unknown authority',
      () => ({ server: good.url }),
      () =>
        `"${host(good)}" has a certificate of an authority that is not trusted, "Berth test authority" (UNABLE_TO_GET_ISSUER_CERT_LOCALLY). Give that authority's certificate as ca-certificate${INSECURE}`,
    ],
    [
      'another authority',
      () => ({ server: good.url, caCertificate: otherCa.certificate }),
      () =>
        `"${host(good)}" has a certificate of an authority that is not trusted, "Berth test authority" (UNABLE_TO_GET_ISSUER_CERT_LOCALLY). Give that authority's certificate as ca-certificate${INSECURE}`,
    ],
    [
      'a certificate of its own',
      () => ({ server: self.url }),
      () =>
        `"${host(self)}" has a certificate of an authority that is not trusted, "localhost" (DEPTH_ZERO_SELF_SIGNED_CERT). Give that authority's certificate as ca-certificate${INSECURE}`,
    ],
    [
      'an expired certificate',
      () => ({ server: expired.url, caCertificate: ca.certificate }),
      () =>
        `"${host(expired)}" has a certificate that expired on ${validTo(expiredFiles)}. Renew it${INSECURE}`,
    ],
    [
      'another name',
      () => ({ server: otherName.url, caCertificate: ca.certificate }),
      () =>
        `"${host(otherName)}" has a certificate for another name: it holds "other.test". Use a name that the certificate holds, or add this one to it${INSECURE}`,
    ],
  ])('%s, and never goes on in plain HTTP', async (_, connection, message) => {
    const { server, ...rest } = connection();
    for (const spelling of [server, server.replace('https://', '')]) {
      await expect(visit({ server: spelling, ...rest })).rejects.toMatchObject({
        code: 'tls',
        message: message(),
        transient: false,
      });
    }
  });

  test('a certificate that is none', async () => {
    await expect(visit({ server: good.url, caCertificate: 'hunter2' })).rejects.toThrow(
      'The CA certificate is not a certificate in PEM. It starts with "-----BEGIN CERTIFICATE-----"; give the whole text.',
    );
  });

  test('a server that speaks plain HTTP where TLS was asked for', async () => {
    await expect(visit({ server: `https://${plain.host}` })).rejects.toMatchObject({
      code: 'plain-http',
      message: `"${plain.host}" answers in plain HTTP, not TLS. Check the port, or write http:// before it together with insecure: true if the password may cross the network readable.`,
    });
  });

  test('a server that speaks TLS where plain HTTP was asked for', async () => {
    await expect(visit({ server: `http://${good.host}` })).rejects.toThrow(
      `"${good.host}" speaks TLS, and its address begins with http://. Write https:// or no scheme.`,
    );
  });
});

describe('goes on in plain HTTP', () => {
  test('on loopback, where the server plainly speaks no TLS', async () => {
    expect(await visit({ server: plain.host })).toEqual({
      status: 200,
      notices: [`"${plain.host}" speaks no TLS; using plain HTTP.`],
    });
  });

  test.each([
    ['hangs up', undefined, 'unreachable', 'ECONNRESET'],
    [
      'refuses the handshake',
      [0x15, 3, 3, 0, 2, 2, 40],
      'tls',
      'ERR_SSL_SSL_TLS_ALERT_HANDSHAKE_FAILURE',
    ],
    [
      'wants another version',
      [0x15, 3, 3, 0, 2, 2, 70],
      'tls',
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    ],
  ])('not where the server %s', async (_, alert, code, networkCode) => {
    const connections: unknown[] = [];
    const server = createServer(socket => {
      connections.push(socket);
      if (alert === undefined) socket.resetAndDestroy();
      else socket.once('data', () => socket.end(Buffer.from(alert)));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(visit({ server: `127.0.0.1:${port}` })).rejects.toMatchObject({
      code,
      networkCode,
    });
    expect(connections).toHaveLength(1);
    server.close();
  });
});
