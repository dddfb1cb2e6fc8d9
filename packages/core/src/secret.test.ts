import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import { isSecret, Secret } from './secret.ts';

test('shows its value only where asked', () => {
  const secret = new Secret('hunter2');

  expect(secret.reveal()).toBe('hunter2');
  expect(String(secret)).toBe('[secret]');
  expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
  expect(inspect(secret, { showHidden: true })).not.toContain('hunter2');
  expect({ ...secret }).toEqual({});
});

test('is recognised across copies of the module', async () => {
  vi.resetModules();
  const copy = await import('./secret.ts');

  expect(copy.Secret).not.toBe(Secret);
  expect(isSecret(new copy.Secret('hunter2'))).toBe(true);
});

test.each([undefined, null, 'hunter2', {}, { reveal: () => 'hunter2' }])('%j is none', value => {
  expect(isSecret(value)).toBe(false);
});
