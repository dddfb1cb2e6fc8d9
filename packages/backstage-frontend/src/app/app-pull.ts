import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { dockerConfigJson, explainPull, Secret, type ImageReference } from '@berth/core';
import { isServed } from './image-judgement.ts';
import { quotedName } from './registry-name.ts';

/** How a cluster pulls an image for an app. */
export interface AppPull {
  readonly how: 'login' | 'nodes' | 'anonymous' | 'unknown';
  /** The answer in a few words. */
  readonly title: string;
  readonly reason: string;
}

/**
 * Which login the kubelet would use for an image, with the pull secret of an app and no other. The
 * password makes no difference to that, so none is needed.
 */
export function explainAppPull(
  image: string,
  reference: ImageReference,
  effective: EffectiveRegistry,
): AppPull {
  const { registry, outcome, pullSecretName } = effective;
  if (outcome === 'registry' && registry === undefined) {
    const reason = `You may not see the registry ${quotedName(effective)}. Ask its owner.`;
    return { how: 'unknown', title: 'Not known', reason };
  }
  if (registry?.login === undefined) return withoutSecret(effective);
  if (registry.login.kind === 'node-role') {
    return isServed(reference, effective)
      ? {
          how: 'nodes',
          title: 'The nodes of the cluster log in',
          reason: `They have a role of their own for ${registry.host}; no pull secret is needed.`,
        }
      : withoutSecret(effective);
  }
  const { tried, reason } = explainPull(image, configFor(registry.host), 'kubelet');
  if (tried.length === 0) {
    const why = `The pull secret ${JSON.stringify(pullSecretName)} has a login for ${registry.host} only, so the kubelet sends none.`;
    return { how: 'anonymous', title: ANONYMOUS, reason: why };
  }
  const { username } = registry.login;
  return {
    how: 'login',
    title: `With the login ${username === undefined ? '' : `of ${username} `}in the pull secret ${JSON.stringify(pullSecretName)}`,
    reason: `${reason} The pods must name the pull secret, or their service account.`,
  };
}

const ANONYMOUS = 'Without a login';

function withoutSecret(effective: EffectiveRegistry): AppPull {
  const { registry, outcome, reason } = effective;
  if (outcome === 'error' || outcome === 'unset') {
    return { how: 'anonymous', title: ANONYMOUS, reason: reason.text };
  }
  const why =
    registry === undefined
      ? '"None, public images" is chosen'
      : registry.login === undefined
        ? `The registry ${quotedName(effective)} has no login`
        : `The nodes of the cluster have a role for ${registry.host} only`;
  return { how: 'anonymous', title: ANONYMOUS, reason: `${why}, so there is no pull secret.` };
}

function configFor(server: string): string {
  return dockerConfigJson([{ server, username: 'somebody', password: new Secret('placeholder') }]);
}
