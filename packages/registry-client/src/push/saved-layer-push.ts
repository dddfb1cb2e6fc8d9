import { createHash } from 'node:crypto';
import { bodyOf, pushBlob } from './blob-push.ts';
import type { Descriptor } from '../source/descriptor.ts';
import { digestOf } from '../source/digest.ts';
import { gzip } from './gzip.ts';
import type { SavedLayer } from '../source/image-source.ts';
import { invalidSource } from '../source/invalid-source.ts';
import { keptLayer, LAYER_TYPE } from './kept-layer.ts';
import { compressionOf } from '../source/plain-file.ts';
import type { PushContext } from './push-context.ts';
import type { SourceBlob } from '../source/source-blob.ts';
import { verified } from './verified.ts';

/** Pushes a layer of a docker archive, compressed as it is or on the way; returns what it became. */
export async function pushSavedLayer(layer: SavedLayer, context: PushContext): Promise<SourceBlob> {
  const { pool, source } = context;
  const compression = compressionOf(await layer.file.start(8))?.name;
  if (compression === undefined) return pool.run(() => pushCompressing(layer, context));
  if (compression !== 'gzip') {
    const reason = `${layer.file.name} is compressed with ${compression}, which Docker's image format has no type for`;
    throw invalidSource(
      source,
      reason,
      'Where the file is an OCI layout too, read it as oci-archive',
    );
  }
  const blob = await pool.run(() => keptLayer(layer, context));
  await pushBlob(blob, context);
  return blob;
}

/** Nobody knows the digest before all is compressed: the upload begins without. */
async function pushCompressing(layer: SavedLayer, context: PushContext): Promise<SourceBlob> {
  const { to, tally } = context;
  const shown = { repository: to.name, digest: layer.diffId, size: layer.file.size };
  tally.started(shown);
  const descriptor = await to.retry(async () => {
    let sent = new Measured(compressed(layer, context));
    const end = await to.patchBlob(await to.openUpload(), () => {
      sent = new Measured(compressed(layer, context));
      return bodyOf(sent);
    });
    await to.endUpload(end, sent.descriptor.digest);
    return sent.descriptor;
  });
  tally.ended(shown, 'uploaded', descriptor.size);
  return { descriptor, stream: () => bodyOf(compressed(layer, context)) };
}

function compressed({ file, diffId }: SavedLayer, context: PushContext): AsyncGenerator<Buffer> {
  const { source, pool, tally, to } = context;
  const plain = { digest: diffId, size: file.size };
  const content = verified(() => file.stream(), plain, { source, signal: pool.signal });
  return gzip(tally.counted(content, { repository: to.name, ...plain }));
}

/** Content that is weighed while it passes. */
class Measured {
  readonly #content: AsyncIterable<Buffer>;
  readonly #hash = createHash('sha256');
  #size = 0;

  constructor(content: AsyncIterable<Buffer>) {
    this.#content = content;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for await (const chunk of this.#content) {
      this.#hash.update(chunk);
      this.#size += chunk.length;
      yield chunk;
    }
  }

  /** Once all has passed. */
  get descriptor(): Descriptor {
    return { mediaType: LAYER_TYPE, digest: digestOf(this.#hash.copy()), size: this.#size };
  }
}
