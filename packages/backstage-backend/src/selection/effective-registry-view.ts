import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';
import { imagePullSecretsSnippet, serviceAccountSnippet } from '@berth/core';
import type { RegistryViews } from '../registry/registry-views.ts';
import type { AskedRegistry } from './effective-registries.ts';
import { imageOf } from './selection-input.ts';

/** An effective registry as the API shows it; what a caller may not read is left out. */
export async function viewEffectiveRegistry(
  views: RegistryViews,
  { app, effective, isReadable }: AskedRegistry,
  environment: string | undefined,
): Promise<EffectiveRegistry> {
  const { outcome, reason } = effective;
  const asked = { app, ...(environment !== undefined && { environment }), outcome, reason };
  switch (effective.outcome) {
    case 'none':
    case 'unset':
      return asked;
    case 'error':
      return { ...asked, registryName: effective.registryName, cause: effective.cause };
    case 'registry': {
      const { registry, repository, pullSecretName } = effective;
      const shown = {
        ...{ ...asked, registryName: registry.name, pullSecretName },
        ...(repository !== undefined && { repository }),
      };
      if (!isReadable) return shown;
      const view = await views.one(registry);
      // The nodes of a cluster log in by themselves with a role.
      const needsSecret = view.login !== undefined && view.login.kind !== 'node-role';
      return {
        ...{ ...shown, registry: view },
        ...(repository !== undefined && { image: imageOf(registry.host, repository) }),
        ...(needsSecret && { snippets: snippetsOf(pullSecretName) }),
      };
    }
  }
}

function snippetsOf(pullSecretName: string): NonNullable<EffectiveRegistry['snippets']> {
  return {
    podTemplate: imagePullSecretsSnippet([pullSecretName]),
    serviceAccount: serviceAccountSnippet({ pullSecrets: [pullSecretName] }),
  };
}
