import type { ImageReference } from '@berth/core';
import type { Digest } from '../source/digest.ts';
import type { ImageSource } from '../source/image-source.ts';
import { BlobProbe } from './blob-probe.ts';
import type { PushAdvice } from './push-failure.ts';
import type { PushContext } from './push-context.ts';
import { checkReferences } from './push-references.ts';
import { PushTally, type BlobCounts, type PushProgress } from './push-tally.ts';
import type { Registry } from '../registry.ts';
import { RemoteRepository } from './remote-repository.ts';
import { pushFinished, pushSaved, type PushedReferences } from './repository-push.ts';
import { TaskPool } from './task-pool.ts';

export interface PushOptions {
  readonly source: ImageSource;
  /** Tags, also of several repositories, of the one registry; a digest must be the image's. */
  readonly references: readonly ImageReference[];
  readonly registry: Registry;
  readonly onProgress?: (progress: PushProgress) => void;
  /** Hears of the references of one repository when all of them are there, also where another fails. */
  readonly onPushed?: (pushed: PushedReference) => void;
  readonly advice?: PushAdvice;
}

export interface PushResult {
  /** Of the first reference; the others have the same, unless the registry had them otherwise compressed. */
  readonly digest: Digest;
  readonly references: readonly PushedReference[];
  readonly blobs: BlobCounts;
}

export interface PushedReference {
  readonly reference: ImageReference;
  readonly digest: Digest;
}

// As many as there are connections. Small layers are all waiting, and large ones share the line.
const PARALLEL_REQUESTS = 8;

/**
 * Pushes an image under all its references, sending only what the registry does not have. Every
 * digest is checked before the registry takes a blob, and the registry's before this returns.
 *
 * @throws InvalidInputError for references that do not fit, and for an image that is not what it says
 * @throws RegistryRequestError for what the registry refuses
 */
export async function pushImage(options: PushOptions): Promise<PushResult> {
  const { source, references, registry } = options;
  checkReferences(references, source, registry.host);
  const tally = new PushTally(options.onProgress);
  const shared = { source: source.name, pool: new TaskPool(PARALLEL_REQUESTS), tally };

  const pushed: [ImageReference, Digest][] = [];
  let image = source.image;
  let from: string | undefined;
  // One repository after the other: from the first, the registry can give the others its blobs.
  for (const [repository, group] of byRepository(references)) {
    const to = new RemoteRepository(registry, repository, options.advice);
    const probe = new BlobProbe(to);
    const context = { ...shared, to, probe, ...(from !== undefined && { from }) };
    const result = await pushTo(image, group, context);
    pushed.push(...result.references);
    for (const [reference, digest] of result.references) options.onPushed?.({ reference, digest });
    image = result.image;
    from = repository;
  }
  return resultOf(references, new Map(pushed), tally.counts);
}

async function pushTo(
  image: ImageSource['image'],
  references: readonly ImageReference[],
  context: PushContext,
): Promise<{ readonly references: PushedReferences; readonly image: ImageSource['image'] }> {
  if (image.kind === 'finished') {
    return { references: await pushFinished(image, references, context), image };
  }
  const result = await pushSaved(image, references, context);
  return { references: result.references, image: result.image ?? image };
}

function byRepository(
  references: readonly ImageReference[],
): ReadonlyMap<string, readonly ImageReference[]> {
  const groups = new Map<string, ImageReference[]>();
  for (const reference of references) {
    const group = groups.get(reference.repository) ?? [];
    groups.set(reference.repository, [...group, reference]);
  }
  return groups;
}

function resultOf(
  references: readonly ImageReference[],
  digests: ReadonlyMap<ImageReference, Digest>,
  blobs: BlobCounts,
): PushResult {
  const pushed = references.flatMap(reference => {
    const digest = digests.get(reference);
    return digest === undefined ? [] : [{ reference, digest }];
  });
  const [first] = pushed;
  if (first === undefined) throw new TypeError('a push without a reference');
  return { digest: first.digest, references: pushed, blobs };
}
