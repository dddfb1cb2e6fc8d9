import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { parseImageReference } from '@berth/core';
import {
  DELETED,
  effectiveRegistry,
  NOTHING_CHOSEN,
  PUBLIC_IMAGES,
} from '../../dev/effective-answers.ts';
import { explainAppPull, type AppPull } from './app-pull.ts';

const nodes = effectiveRegistry({ login: { kind: 'node-role' } });

test.each<[string, EffectiveRegistry, AppPull]>([
  [
    'ghcr.io/acme/api',
    effectiveRegistry(),
    {
      how: 'login',
      title: 'With the login of octocat in the pull secret "docker-credentials"',
      reason:
        'kubelet uses the key "ghcr.io", which fits this image. The pods must name the pull secret, or their service account.',
    },
  ],
  [
    'quay.io/acme/api',
    effectiveRegistry(),
    {
      how: 'anonymous',
      title: 'Without a login',
      reason:
        'The pull secret "docker-credentials" has a login for ghcr.io only, so the kubelet sends none.',
    },
  ],
  [
    'nginx',
    effectiveRegistry({ host: 'docker.io', login: { kind: 'password', username: 'a:b' } }),
    {
      how: 'login',
      title: 'With the login of a:b in the pull secret "docker-credentials"',
      reason:
        'kubelet uses the key "https://index.docker.io/v1/", the one of Docker Hub. The pods must name the pull secret, or their service account.',
    },
  ],
  [
    'ghcr.io/acme/api',
    nodes,
    {
      how: 'nodes',
      title: 'The nodes of the cluster log in',
      reason: 'They have a role of their own for ghcr.io; no pull secret is needed.',
    },
  ],
  [
    'nginx',
    nodes,
    {
      how: 'anonymous',
      title: 'Without a login',
      reason: 'The nodes of the cluster have a role for ghcr.io only, so there is no pull secret.',
    },
  ],
  [
    'ghcr.io/acme/api',
    effectiveRegistry({ login: undefined }),
    {
      how: 'anonymous',
      title: 'Without a login',
      reason: 'The registry "main" has no login, so there is no pull secret.',
    },
  ],
  [
    'nginx',
    PUBLIC_IMAGES,
    {
      how: 'anonymous',
      title: 'Without a login',
      reason: '"None, public images" is chosen, so there is no pull secret.',
    },
  ],
  [
    'nginx',
    NOTHING_CHOSEN,
    { how: 'anonymous', title: 'Without a login', reason: NOTHING_CHOSEN.reason.text },
  ],
  ['nginx', DELETED, { how: 'anonymous', title: 'Without a login', reason: DELETED.reason.text }],
  [
    'nginx',
    { ...effectiveRegistry(), registry: undefined },
    {
      how: 'unknown',
      title: 'Not known',
      reason: 'You may not see the registry "main". Ask its owner.',
    },
  ],
])('how %s is pulled, example %#', (image, effective, pull) => {
  expect(explainAppPull(image, parseImageReference(image), effective)).toEqual(pull);
});
