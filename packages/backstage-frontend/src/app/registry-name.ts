import type { EffectiveRegistry } from '@berth/backstage-plugin-berth-common';

/** How a registry is called in a sentence. */
export function quotedName({ registry, registryName }: EffectiveRegistry): string {
  return JSON.stringify(registry?.title ?? registry?.name ?? registryName ?? '');
}
