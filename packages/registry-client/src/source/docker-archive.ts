import { InvalidInputError, formatImageReference, parseImageReference } from '@berth/core';
import { isDigest, type Digest } from './digest.ts';
import type { SavedImage, SavedLayer } from './image-source.ts';
import { BUILD_AGAIN, invalidSource } from './invalid-source.ts';
import { JsonObject, parseJson, type JsonPlace } from './json-object.ts';
import { noSuchImage } from './no-such-image.ts';
import { sourceBlobOf } from './source-blob.ts';
import { readDocument, type StoredFiles } from './stored-file.ts';

const CONFIG_TYPE = 'application/vnd.docker.container.image.v1+json';

interface ListedImage {
  readonly config: string;
  readonly names: readonly string[];
  readonly layers: readonly string[];
}

/**
 * Reads the image of this name from what `docker save` writes, or the only one. Also what podman,
 * buildah, skopeo, jib and go-containerregistry write in its place.
 *
 * Format: https://github.com/moby/docker-image-spec/blob/v1.3.1/v1.2.md#combined-image-json--filesystem-changeset-format
 */
export async function openDockerArchive(files: StoredFiles, name?: string): Promise<SavedImage> {
  const image = chooseImage(await imagesOf(files), files.source, name);
  const config = await readDocument(files, image.config);
  const diffIds = diffIdsOf(config, { source: files.source, document: image.config });
  if (diffIds.length !== image.layers.length) {
    const reason = `it holds ${image.layers.length} layers where its config names ${diffIds.length}`;
    throw invalidSource(files.source, reason, BUILD_AGAIN);
  }
  return {
    kind: 'saved',
    config: sourceBlobOf(config, CONFIG_TYPE),
    layers: await Promise.all(
      diffIds.map((id, at) => findLayer(files, image.layers[at] ?? '', id)),
    ),
  };
}

async function imagesOf(files: StoredFiles): Promise<readonly ListedImage[]> {
  const place = { source: files.source, document: 'manifest.json' };
  const list = parseJson(await readDocument(files, place.document), place);
  if (!Array.isArray(list)) {
    throw invalidSource(files.source, `${place.document} is not a list`, BUILD_AGAIN);
  }
  return list.map((entry, position) => {
    const image = new JsonObject(entry, {
      ...place,
      document: `[${position}] of ${place.document}`,
    });
    return {
      config: image.text('Config'),
      names: image.optionalTexts('RepoTags') ?? [],
      layers: image.optionalTexts('Layers') ?? [],
    };
  });
}

function chooseImage(images: readonly ListedImage[], source: string, name?: string): ListedImage {
  const wanted = name === undefined ? undefined : fullName(name);
  const meant = images.filter(
    ({ names }) => wanted === undefined || names.map(fullName).includes(wanted),
  );
  const [image, ...others] = meant;
  if (image !== undefined && others.length === 0) return image;

  const known = images.flatMap(({ names }) => names).join(', ') || 'none, since they have no names';
  throw noSuchImage(source, { name, known, inside: images.length, found: meant.length });
}

/** `api` and `docker.io/library/api:latest` name the same image. */
function fullName(name: string): string {
  try {
    return formatImageReference(parseImageReference(name));
  } catch (error) {
    if (error instanceof InvalidInputError) return name;
    throw error;
  }
}

function diffIdsOf(config: Buffer, place: JsonPlace): readonly Digest[] {
  const rootfs = new JsonObject(parseJson(config, place), place).object('rootfs');
  return (rootfs.optionalTexts('diff_ids') ?? []).map(text => {
    if (isDigest(text)) return text;
    const reason = `${place.document} has the diff_id "${text}", which is none of sha256, sha384 or sha512`;
    throw invalidSource(place.source, reason, BUILD_AGAIN);
  });
}

async function findLayer(files: StoredFiles, name: string, diffId: Digest): Promise<SavedLayer> {
  const file = await files.find(name);
  if (file === undefined) throw invalidSource(files.source, `${name} is missing`, BUILD_AGAIN);
  return { diffId, file };
}
