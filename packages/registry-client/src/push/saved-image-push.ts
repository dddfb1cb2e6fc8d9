import { pushBlob } from './blob-push.ts';
import type { FinishedImage, SavedImage } from '../source/image-source.ts';
import type { PushContext } from './push-context.ts';
import { pushSavedLayer } from './saved-layer-push.ts';
import { sourceBlobOf } from '../source/source-blob.ts';
import { settleAll } from './task-pool.ts';

const DOCKER_MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';

/**
 * Pushes the blobs of a docker archive, and returns the image that they make: from here on it is
 * like any other.
 *
 * Format: https://distribution.github.io/distribution/spec/manifest-v2-2/
 */
export async function pushSavedImage(
  image: SavedImage,
  context: PushContext,
): Promise<FinishedImage> {
  // A layer that comes twice, such as an empty one, is compressed once.
  const distinct = [...new Map(image.layers.map(layer => [layer.diffId, layer])).values()];
  const [, ...pushed] = await settleAll([
    pushBlob(image.config, context).then(() => image.config),
    ...distinct.map(layer => pushSavedLayer(layer, context)),
  ]);
  const byDiffId = new Map(distinct.map(({ diffId }, position) => [diffId, pushed[position]]));
  const manifest = {
    schemaVersion: 2,
    mediaType: DOCKER_MANIFEST_TYPE,
    config: image.config.descriptor,
    layers: image.layers.map(({ diffId }) => byDiffId.get(diffId)?.descriptor),
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  const { descriptor } = sourceBlobOf(bytes, DOCKER_MANIFEST_TYPE);
  return {
    kind: 'finished',
    root: { descriptor, bytes, children: [], blobs: [image.config, ...pushed] },
  };
}
