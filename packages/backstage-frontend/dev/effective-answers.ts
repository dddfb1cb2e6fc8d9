import type { EffectiveRegistry, Registry } from '@berth/backstage-plugin-berth-common';
import { registryNamed } from './berth-answers.ts';

export const APP = 'component:default/payments-api';

/** An effective registry whose login is that of a person, with its pull secret. */
export function effectiveRegistry(
  changes: Partial<Registry> = {},
  others: Partial<EffectiveRegistry> = {},
): EffectiveRegistry {
  const login = { kind: 'password', username: 'octocat' } as const;
  return {
    app: APP,
    outcome: 'registry',
    registryName: 'main',
    registry: registryNamed('main', { purposes: ['pull', 'push'], login, ...changes }),
    pullSecretName: 'docker-credentials',
    snippets: {
      podTemplate: 'imagePullSecrets:\n- name: docker-credentials\n',
      serviceAccount: 'apiVersion: v1\nkind: ServiceAccount\n',
    },
    reason: {
      source: 'default',
      text: 'Nothing is chosen, and the default registry is "main".',
    },
    ...others,
  };
}

export const PUBLIC_IMAGES: EffectiveRegistry = {
  app: APP,
  outcome: 'none',
  reason: {
    source: 'selection',
    entityRef: APP,
    text: `The selection of "${APP}" is "none".`,
  },
};

export const NOTHING_CHOSEN: EffectiveRegistry = {
  app: APP,
  outcome: 'unset',
  reason: {
    source: 'nothing',
    text: `Nothing is chosen for "${APP}", and there is no default registry. Choose a registry, or make one the default.`,
  },
};

export const DELETED: EffectiveRegistry = {
  app: APP,
  outcome: 'error',
  cause: 'deleted',
  registryName: 'old',
  reason: {
    source: 'selection',
    entityRef: APP,
    text: `The selection of "${APP}" is "old", which does not exist or was deleted. Choose another registry, or "none".`,
  },
};
