import { expect, test } from 'vitest';
import { registrableDomain } from './registrable-domain.ts';

test.each([
  ['registry.example.com', 'example.com'],
  ['example.com', 'example.com'],
  ['a.b.c.example.com.', 'example.com'],
  ['registry.sap.de', 'sap.de'],
  ['registry.example.co.uk', 'example.co.uk'],
  ['example.com.au', 'example.com.au'],
  ['registry.acme.github.io', 'acme.github.io'],
  ['acme.azurecr.io', 'acme.azurecr.io'],
  ['acme.eastus.geo.azurecr.io', 'eastus.geo.azurecr.io'],
  ['us.icr.io', 'icr.io'],
  ['co.uk', undefined],
  ['azurecr.io', undefined],
  ['com', undefined],
  ['localhost', undefined],
  ['10.0.0.1', undefined],
  ['[fd00::1]', undefined],
  ['', undefined],
])('%j is part of %j', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain);
});
