import { expect, test } from 'vitest';
import { imagePullSecretsSnippet, serviceAccountSnippet } from './image-pull-secrets.ts';

test('names pull secrets for a pod template', () => {
  expect(imagePullSecretsSnippet(['regcred', '123', 'regcred'])).toBe(
    'imagePullSecrets:\n- name: regcred\n- name: "123"\n',
  );
});

test('names pull secrets in a ServiceAccount', () => {
  const options = { namespace: 'on', pullSecrets: ['regcred'] };

  expect(serviceAccountSnippet(options)).toBe(
    `apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: "on"
imagePullSecrets:
- name: regcred
`,
  );
  expect(serviceAccountSnippet({ name: 'builder', pullSecrets: ['a', 'b'] })).toBe(
    `apiVersion: v1
kind: ServiceAccount
metadata:
  name: builder
imagePullSecrets:
- name: a
- name: b
`,
  );
});

test('refuses bad names', () => {
  expect(() => imagePullSecretsSnippet(['a', 'B'])).toThrow('Invalid name of a pull secret "B"');
  expect(() => serviceAccountSnippet({ name: 'B', pullSecrets: ['a'] })).toThrow(
    'Invalid name of a ServiceAccount "B"',
  );
  expect(() => serviceAccountSnippet({ namespace: 'a.b', pullSecrets: ['a'] })).toThrow(
    'Invalid namespace "a.b"',
  );
});

test('refuses an empty list', () => {
  expect(() => imagePullSecretsSnippet([])).toThrow('No pull secret is named. Name at least one.');
});
