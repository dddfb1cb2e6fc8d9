import type { ImageReference } from '@berth/core';
import type { Digest } from '../source/digest.ts';
import { pushContent } from './finished-image-push.ts';
import type { FinishedImage, SavedImage } from '../source/image-source.ts';
import type { PushContext } from './push-context.ts';
import type { RemoteManifest } from './remote-manifest.ts';
import { pushSavedImage } from './saved-image-push.ts';
import { settleAll } from './task-pool.ts';

/** The references of one repository, and where each leads after the push. */
export type PushedReferences = ReadonlyMap<ImageReference, Digest>;

/** Pushes an image whose digest is known. */
export async function pushFinished(
  { root }: FinishedImage,
  references: readonly ImageReference[],
  context: PushContext,
): Promise<PushedReferences> {
  const { digest } = root.descriptor;
  const isThere = async (name: string) => (await context.to.manifestDigest(name)) === digest;

  const there = await settleAll(references.map(reference => isThere(tagOf(reference))));
  const missing = references.filter((_, position) => there[position] !== true);
  // Under another tag it is there with all that it names.
  const isKnown = missing.length < references.length || (await isThere(digest));
  if (missing.length > 0 && !isKnown) await pushContent(root, context);
  await putTags(root, missing, context);
  return new Map(references.map(reference => [reference, digest]));
}

export interface SavedPush {
  readonly references: PushedReferences;
  /** What the archive became, unless the registry had it. */
  readonly image: FinishedImage | undefined;
}

/**
 * Pushes an image whose layers are to be compressed. Its manifest cannot be asked for, but its
 * config can: the config's digest stands for that of every layer.
 */
export async function pushSaved(
  image: SavedImage,
  references: readonly ImageReference[],
  context: PushContext,
): Promise<SavedPush> {
  const { to } = context;
  const found = await settleAll(references.map(reference => to.manifest(tagOf(reference))));
  const same = found.map(manifest => (hasConfig(manifest, image) ? manifest : undefined));
  const known = same.find(manifest => manifest !== undefined);
  const pushed = known === undefined ? await pushSavedImage(image, context) : undefined;
  const manifest = known ?? pushed?.root;
  if (manifest === undefined) throw new TypeError('an image without a manifest');

  const missing = references.filter((_, position) => same[position] === undefined);
  await putTags(manifest, missing, context);
  const digests = references.map((reference, position) => {
    const { digest } = (same[position] ?? manifest).descriptor;
    return [reference, digest] as const;
  });
  return { references: new Map(digests), image: pushed };
}

function hasConfig(manifest: RemoteManifest | undefined, image: SavedImage): boolean {
  return manifest?.config === image.config.descriptor.digest;
}

async function putTags(
  manifest: Pick<RemoteManifest, 'descriptor' | 'bytes'>,
  references: readonly ImageReference[],
  { to, pool }: PushContext,
): Promise<void> {
  const tags = new Set(references.map(tagOf));
  await settleAll([...tags].map(tag => pool.run(() => to.putManifest(tag, manifest))));
}

function tagOf({ tag, digest }: ImageReference): string {
  return tag ?? digest ?? 'latest';
}
