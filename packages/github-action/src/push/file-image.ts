import { endGroup, startGroup } from '@actions/core';
import { formatImageReference, type ImageReference } from '@berth/core';
import {
  checkDigests,
  openImageSource,
  pushImage,
  Registry,
  type ImageSource,
  type RegistryRequestError,
  type SessionOptions,
} from '@berth/registry-client';
import { pushAdvice } from '../hints/push-hint.ts';
import type { LocalImage } from './local-image.ts';
import { loginFor, type PushTarget } from './push-target.ts';
import { progressLog } from './progress-log.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** An archive or a layout, which needs no program to be pushed. */
export async function openFileImage(
  spec: string,
  references: readonly ImageReference[],
): Promise<LocalImage> {
  const source = await openImageSource(spec, { temporaryFolder: temporaryFolder() });
  const { image } = source;
  try {
    checkDigests(references, source);
  } catch (error) {
    await source.close();
    throw error;
  }
  return {
    digest: image.kind === 'finished' ? image.root.descriptor.digest : undefined,
    push: (target, session) => pushTo(target, source, session),
    close: () => source.close(),
  };
}

async function pushTo(
  target: PushTarget,
  source: ImageSource,
  session: SessionOptions,
): Promise<readonly string[]> {
  const { references } = target;
  const login = await loginFor(target);
  const registry = new Registry(target.connection, login, session);
  startGroup(`Push to ${references.map(one => formatImageReference(one)).join(', ')}`);
  try {
    const advice = (refusal: RegistryRequestError) => pushAdvice(target.provider, login, refusal);
    const options = { source, references, registry, onProgress: progressLog(), advice };
    const { references: pushed } = await pushImage(options);
    return pushed.map(({ digest }) => digest);
  } finally {
    registry.close();
    endGroup();
  }
}
