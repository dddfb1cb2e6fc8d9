import type { PullSecretExport } from '@berth/backstage-plugin-berth-common';

/** Saves the manifest as a file, and says its name; the address that it has for that ends at once. */
export function downloadManifest({ name, format, manifest }: PullSecretExport): string {
  const isJson = format === 'json';
  const type = isJson ? 'application/json' : 'application/yaml';
  const address = URL.createObjectURL(new Blob([manifest], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.${isJson ? 'json' : 'yaml'}`;
  link.click();
  URL.revokeObjectURL(address);
  return link.download;
}
