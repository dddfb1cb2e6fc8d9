import type { Descriptor } from '../source/descriptor.ts';

/** The manifest that a registry has under a tag. */
export interface RemoteManifest {
  readonly descriptor: Descriptor;
  readonly bytes: Buffer;
  /** The digest of its config, where it has one. */
  readonly config: string | undefined;
}

/** The digest of the config that a manifest names; whatever else stands there is of no interest. */
export function configOf(bytes: Buffer): string | undefined {
  try {
    const { config } = JSON.parse(bytes.toString()) as { config?: { digest?: unknown } };
    return typeof config?.digest === 'string' ? config.digest : undefined;
  } catch {
    return undefined;
  }
}
