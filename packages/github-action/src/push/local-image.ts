import type { ImageReference } from '@berth/core';
import type { SessionOptions } from '@berth/registry-client';
import type { PushTarget } from './push-target.ts';
import type { Source } from '../inputs/source-input.ts';

/** An image on this machine, found and ready to be pushed. */
export interface LocalImage {
  /** Its digest in a registry, where that is known before it is pushed. */
  readonly digest: string | undefined;
  /** Pushes it to all references of one registry, and tells of each that is there. */
  push(target: PushTarget, session: SessionOptions, onPushed: OnPushed): Promise<void>;
  close(): Promise<void>;
}

export type OnPushed = (reference: ImageReference, digest: string) => void;

/**
 * Finds the image before anything is changed or sent.
 *
 * @throws InvalidInputError where it is not there, or cannot be pushed under these references.
 */
export async function openLocalImage(
  source: Source,
  references: readonly ImageReference[],
): Promise<LocalImage> {
  switch (source.kind) {
    case 'file':
      return (await import('./file-image.ts')).openFileImage(source.spec, references);
    case 'docker':
      return (await import('./docker-image.ts')).openDockerImage(source.image, references);
    case 'podman':
      return (await import('./podman-image.ts')).openPodmanImage(source.image, references);
  }
}
