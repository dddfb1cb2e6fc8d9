import { expect, test } from 'vitest';
import { explainPull, type PullClient } from './explain-pull/explain-pull.ts';
import {
  checkImageReference,
  type ImageReferenceProfile,
} from './image-reference/check-image-reference.ts';
import type { ProviderId } from './provider/provider.ts';
import { formatPullSecret, type PullSecretFormat } from './pull-secret/pull-secret-manifest.ts';
import { pullSecret } from './pull-secret/pull-secret.ts';
import { Secret } from './secret.ts';
import { setupGuide, setupParameters } from './setup/setup-guide.ts';

const login = { server: 'ghcr.io', username: 'ada', password: new Secret('x') };

// Callers without types give any text.
const calls: readonly (readonly [string, string, (name: string) => unknown])[] = [
  [
    'profile',
    'profile of image references',
    name => checkImageReference('!!', { profile: name as ImageReferenceProfile }),
  ],
  [
    'format',
    'format of pull secrets',
    name => formatPullSecret(pullSecret({ logins: [login] }), name as PullSecretFormat),
  ],
  ['client', 'client', name => explainPull('nginx', {}, name as PullClient)],
  ['provider', 'provider', name => setupGuide(name as ProviderId)],
  ['provider', 'provider', name => setupParameters(name as ProviderId)],
];

test.each(calls)('an unknown %s is refused as a %s', (field, what, call) => {
  for (const name of ['zzzzzzzzzzzzzz', '__proto__', 'constructor', '']) {
    expect(() => call(name)).toThrow(
      expect.objectContaining({
        name: 'InvalidInputError',
        field,
        message: expect.stringContaining(`Unknown ${what} "${name}". `) as string,
      }),
    );
  }
});

test('says which name was meant, or all', () => {
  expect(() => explainPull('nginx', {}, 'Docker' as PullClient)).toThrow(
    'Unknown client "Docker". Did you mean "docker"?',
  );
  expect(() => explainPull('nginx', {}, 'containerd' as PullClient)).toThrow(
    'Unknown client "containerd". Use one of: kubelet, docker, podman.',
  );
});
