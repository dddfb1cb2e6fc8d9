import type { Descriptor } from '../source/descriptor.ts';
import { sha256Of } from '../source/digest.ts';

/** The manifest that a registry has under a tag. */
export interface RemoteManifest {
  readonly descriptor: Descriptor;
  readonly bytes: Buffer;
  /** The digest of its config, where it has one. */
  readonly config: string | undefined;
}

export function remoteManifest(bytes: Buffer, contentType = ''): RemoteManifest {
  const mediaType = contentType.split(';')[0]?.trim() ?? '';
  const descriptor = { mediaType, digest: sha256Of(bytes), size: bytes.length };
  return { descriptor, bytes, config: configOf(bytes) };
}

/** The digest of the config that a manifest names; whatever else stands there is of no interest. */
function configOf(bytes: Buffer): string | undefined {
  try {
    const { config } = JSON.parse(bytes.toString()) as { config?: { digest?: unknown } };
    return typeof config?.digest === 'string' ? config.digest : undefined;
  } catch {
    return undefined;
  }
}
