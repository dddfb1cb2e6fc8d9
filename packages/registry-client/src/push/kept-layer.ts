import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { digestOf, hashFor, isDigest, type Digest } from '../source/digest.ts';
import type { SavedLayer } from '../source/image-source.ts';
import { BUILD_AGAIN, invalidSource } from '../source/invalid-source.ts';
import type { PushContext } from './push-context.ts';
import { isDamage } from '../source/plain-file.ts';
import type { SourceBlob } from '../source/source-blob.ts';

export const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

/**
 * A layer that a docker archive holds compressed already, as jib, go-containerregistry and Docker's
 * containerd store write it: kept as it is.
 */
export async function keptLayer(layer: SavedLayer, context: PushContext): Promise<SourceBlob> {
  const digest = addressOf(layer.file.name) ?? (await checkedDigest(layer, context));
  return {
    descriptor: { mediaType: LAYER_TYPE, digest, size: layer.file.size },
    stream: () => layer.file.stream(),
  };
}

const BLOB = /^blobs\/([a-z0-9]+)\/([0-9a-f]+)$/;

/** What the layer's path says that it holds; the push checks it. */
function addressOf(name: string): Digest | undefined {
  const [, algorithm, hex] = BLOB.exec(name) ?? [];
  const digest = `${algorithm}:${hex}`;
  return isDigest(digest) ? digest : undefined;
}

/** Reads the layer once before it is pushed: only its plain content has a digest to compare with. */
async function checkedDigest({ file, diffId }: SavedLayer, context: PushContext): Promise<Digest> {
  const packed = createHash('sha256');
  const plain = hashFor(diffId);
  const content = file.stream().on('data', (chunk: Buffer) => packed.update(chunk));
  try {
    await pipeline(content, createGunzip(), plain, { signal: context.pool.signal });
  } catch (error) {
    context.pool.signal.throwIfAborted();
    if (!isDamage(error)) throw error;
    throw invalidSource(context.source, `${file.name} is no whole gzip file`, BUILD_AGAIN);
  }
  const actual = digestOf(plain, diffId);
  if (actual === diffId) return digestOf(packed);
  const reason = `${file.name} holds a layer with the diff_id ${actual} where its config says ${diffId}`;
  throw invalidSource(context.source, reason, BUILD_AGAIN);
}
