import { expect, test } from 'vitest';
import { bypassesProxy } from './no-proxy.ts';

test.each([
  ['https://ghcr.io', 'ghcr.io', true],
  ['https://GHCR.io', 'Ghcr.IO', true],
  ['https://a.ghcr.io', 'ghcr.io', true],
  ['https://a.ghcr.io', '.ghcr.io', true],
  ['https://ghcr.io', '.ghcr.io', true],
  ['https://a.ghcr.io', '*.ghcr.io', true],
  ['https://evilghcr.io', 'ghcr.io', false],
  ['https://ghcr.io.evil.com', 'ghcr.io', false],
  ['https://ghcr.io', 'quay.io, ghcr.io', true],
  ['https://ghcr.io', 'quay.io ghcr.io', true],
  ['https://ghcr.io', '*', true],
  ['https://ghcr.io', '', false],
  ['https://ghcr.io', ' , ,', false],
  ['https://ghcr.io', 'io.', true],
  ['https://ghcr.io', 'ghcr.io:443', true],
  ['http://ghcr.io', 'ghcr.io:443', false],
  ['https://ghcr.io:8443', 'ghcr.io:443', false],
  ['https://ghcr.io:8443', 'ghcr.io', true],
  ['https://10.1.2.3', '10.1.2.3', true],
  ['https://10.1.2.3', '10.0.0.0/8', true],
  ['https://11.1.2.3', '10.0.0.0/8', false],
  ['https://10.1.2.3:5000', '10.0.0.0/8:5000', true],
  ['https://10.1.2.3', '10.0.0.0/99', false],
  ['https://10.1.2.3', '3', false],
  ['https://[fd00::5]', 'fd00::/8', true],
  ['https://[fd00::5]', 'fe80::/10', false],
  ['https://[fd00::5]', 'fd00::5', true],
  ['https://[fd00::5]', '[fd00::5]', true],
  ['https://[fd00::5]:5000', '[fd00::5]:5000', true],
])('%s with %j: %j', (url, noProxy, bypasses) => {
  expect(bypassesProxy(new URL(url), noProxy)).toBe(bypasses);
});
