import type { SessionOptions } from '@berth/registry-client';
import type { PushTarget } from './push-target.ts';
import type { Source } from '../inputs/source-input.ts';

/** An image on this machine, found and ready to be pushed. */
export interface LocalImage {
  /** Pushes it to all references of one registry and returns their digests, in that order. */
  push(target: PushTarget, session: SessionOptions): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Finds the image before anything is changed or sent. */
export async function openLocalImage(source: Source): Promise<LocalImage> {
  switch (source.kind) {
    case 'file':
      return (await import('./file-image.ts')).openFileImage(source.spec);
    case 'docker':
      return (await import('./docker-image.ts')).openDockerImage(source.image);
    case 'podman':
      return (await import('./podman-image.ts')).openPodmanImage(source.image);
  }
}
