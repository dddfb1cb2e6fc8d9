import { endGroup, startGroup } from '@actions/core';
import { formatImageReference, type ImageReference } from '@berth/core';
import {
  checkDigests,
  openImageSource,
  pushImage,
  Registry,
  type ImageSource,
  type PushedReference,
  type RegistryRequestError,
  type SessionOptions,
} from '@berth/registry-client';
import { pushAdvice } from '../hints/push-hint.ts';
import type { LocalImage, OnPushed } from './local-image.ts';
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
    push: (target, session, onPushed) => pushTo(target, { source, session, onPushed }),
    close: () => source.close(),
  };
}

async function pushTo(
  target: PushTarget,
  run: {
    readonly source: ImageSource;
    readonly session: SessionOptions;
    readonly onPushed: OnPushed;
  },
): Promise<void> {
  const { source, session, onPushed } = run;
  const { references } = target;
  const login = await loginFor(target);
  const registry = new Registry(target.connection, login, session);
  const pushed: PushedReference[] = [];
  startGroup(`Push to ${references.map(one => formatImageReference(one)).join(', ')}`);
  try {
    const advice = (refusal: RegistryRequestError) => pushAdvice(target.provider, login, refusal);
    const told = {
      onProgress: progressLog(),
      onPushed: (one: PushedReference) => pushed.push(one),
    };
    await pushImage({ source, references, registry, advice, ...told });
  } finally {
    registry.close();
    endGroup();
    // Behind the group, which GitHub folds.
    for (const { reference, digest } of pushed) onPushed(reference, digest);
  }
}
