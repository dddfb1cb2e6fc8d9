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
  const { to, from, pool, source } = context;
  const { digest } = blob.descriptor;
  let upload: URL | undefined;
  if (from !== undefined) {
    upload = await to.mountBlob(digest, from);
    // A registry that does not mount opens an upload in its place.
    if (upload === undefined) return 'mounted';
  }
  if (await to.hasBlob(digest)) return 'existing';

  await to.retry(async () => {
    const target = upload ?? (await to.openUpload());
    upload = undefined;
    const content = () =>
      verified(() => blob.stream(), blob.descriptor, { source, signal: pool.signal });
    await to.putBlob(target, blob.descriptor, () => bodyOf(content()));
  });
  return 'uploaded';
}

export function bodyOf(content: AsyncIterable<Buffer>): Readable {
  return Readable.from(content, { objectMode: false, highWaterMark: 1 });
}
