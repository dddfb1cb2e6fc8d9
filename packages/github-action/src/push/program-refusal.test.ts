import { expect, test } from 'vitest';
import { refusalIn } from './program-refusal.ts';

const url = 'Get "https://ghcr.io/v2/"';

// What docker 28, also with the image store of containerd, and podman 4.3 and 5.4 write.
test.each([
  ['received unexpected HTTP status: 502 Bad Gateway', 'server-error', 502],
  [
    'unexpected status from PUT request to https://ghcr.io/v2/x: 503 Service Unavailable',
    'server-error',
    503,
  ],
  ['error parsing HTTP 504 response body: invalid character \'<\': "<html>…"', 'server-error', 504],
  [
    'writing blob: initiating layer upload: status code 500 (Internal Server Error)',
    'server-error',
    500,
  ],
  ['toomanyrequests: Rate exceeded', 'rate-limited', undefined],
  ['unexpected status: 429', 'rate-limited', undefined],
  [`${url}: dial tcp 192.0.2.1:443: i/o timeout`, 'timeout', undefined],
  [`${url}: net/http: TLS handshake timeout`, 'timeout', undefined],
  [
    `${url}: context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    'timeout',
    undefined,
  ],
  [
    'write tcp 10.0.0.1:1->192.0.2.1:443: write: connection reset by peer',
    'unreachable',
    undefined,
  ],
  [`${url}: EOF`, 'unreachable', undefined],
  ['unexpected EOF', 'unreachable', undefined],
  ['http2: server sent GOAWAY and closed the connection', 'unreachable', undefined],
  [
    `${url}: dial tcp: lookup ghcr.io: Temporary failure in name resolution`,
    'unreachable',
    undefined,
  ],
] as const)('may pass: %s', (line, code, status) => {
  expect(refusalIn(line)).toMatchObject({ code, transient: true });
  expect(refusalIn(line)?.status).toBe(status);
});

test.each([
  ['denied: requested access to the resource is denied', 'denied'],
  ['unauthorized: authentication required', 'denied'],
  ['denied: quota exceeded, received unexpected HTTP status: 502', 'denied'],
  ['received unexpected HTTP status: 403 Forbidden', 'denied'],
  ['no basic auth credentials', 'denied'],
  ['name unknown: i/o timeout', 'not-found'],
  [`${url}: x509: certificate signed by unknown authority`, 'tls'],
  [`${url}: http: server gave HTTP response to HTTPS client`, 'plain-http'],
  [`${url}: proxyconnect tcp: dial tcp 10.0.0.1:3128: i/o timeout`, 'proxy'],
  [`${url}: dial tcp: lookup ghcr.io on 127.0.0.53:53: no such host`, 'unreachable'],
])('passes by no waiting: %s', (line, code) => {
  expect(refusalIn(line)).toMatchObject({ code, transient: false });
});

test.each(['unknown blob sha256:0123abcd502', 'manifest invalid', ''])('is not known: %j', line => {
  expect(refusalIn(line)).toBeUndefined();
});
