import { expect, test } from 'vitest';
import { registryAddress } from './registry-origin.ts';

const HUB = 'https://registry-1.docker.io';

test.each([
  ['ghcr.io', false, 'ghcr.io', ['https://ghcr.io']],
  ['https://GHCR.io/v2/', false, 'ghcr.io', ['https://ghcr.io']],
  ['docker.io', false, 'docker.io', [HUB]],
  ['https://index.docker.io/v1/', false, 'docker.io', [HUB]],
  [
    'registry.example.com:5000',
    false,
    'registry.example.com:5000',
    ['https://registry.example.com:5000'],
  ],
  [
    'registry.example.com',
    true,
    'registry.example.com',
    ['https://registry.example.com', 'http://registry.example.com'],
  ],
  ['https://registry.example.com', true, 'registry.example.com', ['https://registry.example.com']],
  ['http://registry.example.com', true, 'registry.example.com', ['http://registry.example.com']],
  ['localhost:5000', false, 'localhost:5000', ['https://localhost:5000', 'http://localhost:5000']],
  ['127.1.2.3', false, '127.1.2.3', ['https://127.1.2.3', 'http://127.1.2.3']],
  ['[::1]:5000', false, '[::1]:5000', ['https://[::1]:5000', 'http://[::1]:5000']],
  ['http://127.0.0.1:5000', false, '127.0.0.1:5000', ['http://127.0.0.1:5000']],
])('%s, insecure %j', (server, insecure, host, origins) => {
  expect(registryAddress({ server, insecure })).toEqual({ host, origins });
});

test.each([
  'http://registry.example.com',
  'HTTP://10.0.0.1:5000',
  'http://127.0.0.1.evil.com',
  'http://localhost.evil.com',
])('%s would show the password', server => {
  expect(() => registryAddress({ server })).toThrow(
    /^Invalid registry "http:\/\/[^"]+": plain HTTP would show the password to the network\. Use https:\/\/, or set insecure to true if that is acceptable\.$/,
  );
});
