import { Readable } from 'node:stream';
import type { PushContext } from './push-context.ts';
import type { BlobOutcome } from './push-tally.ts';
import type { SourceBlob } from '../source/source-blob.ts';
import { verified } from './verified.ts';

/** Sees to it that the repository has the blob, with as little work as it takes. */
export async function pushBlob(blob: SourceBlob, context: PushContext): Promise<void> {
  const { to, pool, tally } = context;
  const { digest, size } = blob.descriptor;
  await pool.run(async () => {
    tally.started({ repository: to.name, digest, size });
    const outcome = await deliver(blob, context);
    tally.ended({ repository: to.name, digest, size }, outcome, outcome === 'uploaded' ? size : 0);
  });
}

async function deliver(blob: SourceBlob, context: PushContext): Promise<BlobOutcome> {
  const { to, pool, source, tally } = context;
  const found = await find(blob, context);
  if (typeof found === 'string') return found;

  let { upload } = found;
  await to.retry(async () => {
    const target = upload ?? (await to.openUpload());
    upload = undefined;
    const way = { source, signal: pool.signal };
    const { digest, size } = blob.descriptor;
    const content = () =>
      tally.counted(
        verified(() => blob.stream(), blob.descriptor, way),
        { repository: to.name, digest, size },
      );
    await to.putBlob(target, blob.descriptor, () => bodyOf(content()));
  });
  return 'uploaded';
}

/** Looks for the blob before it is sent; where it is missing, there may be an upload open for it. */
async function find(
  { descriptor: { digest } }: SourceBlob,
  { to, from, probe }: PushContext,
): Promise<'mounted' | 'existing' | { readonly upload: URL | undefined }> {
  if (from === undefined && !probe.isHopeless) {
    return (await probe.has(digest)) ? 'existing' : { upload: undefined };
  }
  // Mounting from itself answers whether it is there, and opens the upload if not.
  const upload = await to.mountBlob(digest, from ?? to.name);
  if (upload === 'mounted') return from === undefined ? 'existing' : 'mounted';
  // A registry that does not mount has told nothing about what it has.
  if (from !== undefined && !probe.isHopeless && (await probe.has(digest))) return 'existing';
  return { upload };
}

export function bodyOf(content: AsyncIterable<Buffer>): Readable {
  return Readable.from(content, { objectMode: false, highWaterMark: 1 });
}
