import { pushBlob } from './blob-push.ts';
import type { Digest } from '../source/digest.ts';
import type { SourceManifest } from '../source/image-source.ts';
import type { PushContext } from './push-context.ts';
import { settleAll } from './task-pool.ts';

/** Pushes all that the manifest names: every blob once, and of an index every child. */
export async function pushContent(root: SourceManifest, context: PushContext): Promise<void> {
  const sent = new Map<Digest, Promise<void>>();
  const once = (digest: Digest, send: () => Promise<void>): Promise<void> => {
    const known = sent.get(digest) ?? send();
    sent.set(digest, known);
    return known;
  };
  const content = async ({ blobs, children }: SourceManifest): Promise<void> => {
    await settleAll([
      ...blobs.map(blob => once(blob.descriptor.digest, () => pushBlob(blob, context))),
      ...children.map(child => once(child.descriptor.digest, () => childManifest(child))),
    ]);
  };
  const childManifest = async (child: SourceManifest): Promise<void> => {
    await content(child);
    await context.pool.run(() => context.to.putManifest(child.descriptor.digest, child));
  };
  await content(root);
}
