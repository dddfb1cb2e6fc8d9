import { expect, test } from 'vitest';
import { isManagedPullSecretName, managedPullSecretName } from './managed-pull-secret.ts';

test.each([
  ['us-south', 'ce-auto-icr-private-us-south'],
  ['eu-de', 'ce-auto-icr-private-eu-de'],
])('names the managed secret of %s', (region, name) => {
  expect(managedPullSecretName(region)).toBe(name);
  expect(isManagedPullSecretName(name)).toBe(true);
});

test.each(['ce-auto', 'ce-automatic', 'docker-credentials', 'my-ce-auto-x'])(
  '%s is not managed',
  name => {
    expect(isManagedPullSecretName(name)).toBe(false);
  },
);

test.each(['', 'US', 'us south', '-us'])('refuses the region %j', region => {
  expect(() => managedPullSecretName(region)).toThrow(
    `Invalid region "${region}": it is not a region of IBM Cloud. Use one such as "us-south".`,
  );
});
