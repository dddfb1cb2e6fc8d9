import { expect, test } from 'vitest';
import { proxyFor } from './proxy.ts';

const PROXY = 'http://proxy.example:3128';

test.each([
  ['https://ghcr.io', { HTTPS_PROXY: PROXY }, 'proxy.example:3128'],
  ['https://ghcr.io', { https_proxy: PROXY, HTTPS_PROXY: 'http://other' }, 'proxy.example:3128'],
  ['https://ghcr.io', { https_proxy: '', HTTPS_PROXY: PROXY }, 'proxy.example:3128'],
  ['https://ghcr.io', { HTTPS_PROXY: ' proxy.example:3128\n' }, 'proxy.example:3128'],
  ['https://ghcr.io', { HTTPS_PROXY: 'https://proxy.example' }, 'proxy.example'],
  ['https://ghcr.io', { HTTP_PROXY: PROXY }, undefined],
  ['http://ghcr.io', { HTTP_PROXY: PROXY }, 'proxy.example:3128'],
  ['http://ghcr.io', { HTTPS_PROXY: PROXY }, undefined],
  ['https://ghcr.io', { HTTPS_PROXY: PROXY, NO_PROXY: 'ghcr.io' }, undefined],
  ['https://ghcr.io', { HTTPS_PROXY: PROXY, no_proxy: '*' }, undefined],
  ['https://127.0.0.1:5000', { HTTPS_PROXY: PROXY }, undefined],
  ['http://localhost:5000', { HTTP_PROXY: PROXY }, undefined],
  ['https://[::1]:5000', { HTTPS_PROXY: PROXY }, undefined],
  ['https://ghcr.io', {}, undefined],
])('%s with %j goes by %j', (url, environment, host) => {
  expect(proxyFor(new URL(url), environment)?.url.host).toBe(host);
});

test.each([
  ['http://me:hunter2@proxy.example', 'me:hunter2'],
  ['http://me:hunter%402@proxy.example', 'me:hunter@2'],
  ['http://me:100%@proxy.example', 'me:100%'],
  ['me:hunter2@proxy.example:3128', 'me:hunter2'],
])('the login in %j leaves its address', (address, pair) => {
  const proxy = proxyFor(new URL('https://ghcr.io'), { https_proxy: address });
  const basic = proxy?.authorization?.replace(/^Basic /, '') ?? '';
  expect(Buffer.from(basic, 'base64').toString()).toBe(pair);
  expect(proxy?.url.href).not.toContain('me');
});

test.each(['socks5://me:hunter2@proxy', 'http://', 'http://me:hunter2@pro xy', '://'])(
  '%j is refused without showing it',
  address => {
    expect(() => proxyFor(new URL('https://ghcr.io'), { HTTPS_PROXY: address })).toThrow(
      /^The environment variable HTTPS_PROXY is not the address of an HTTP proxy\. Write it as http:\/\/host:port\.$/,
    );
  },
);
