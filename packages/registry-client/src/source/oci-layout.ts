import { isManifest, parseDescriptor, type ListedDescriptor } from './descriptor.ts';
import type { FinishedImage } from './image-source.ts';
import { invalidSource } from './invalid-source.ts';
import { JsonObject, parseJson } from './json-object.ts';
import { readManifestTree } from './manifest-tree.ts';
import { noSuchImage } from './no-such-image.ts';
import { readDocument, type StoredFiles } from './stored-file.ts';

const LAYOUT_VERSION = /^1\.\d+\.\d+$/;

/**
 * Reads the image of this name from an OCI layout, or the only one.
 *
 * Specification: https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
export async function openOciLayout(files: StoredFiles, name?: string): Promise<FinishedImage> {
  await checkVersion(files);
  const descriptor = chooseImage(await imagesOf(files), files.source, name);
  return { kind: 'finished', root: await readManifestTree(files, descriptor) };
}

async function checkVersion(files: StoredFiles): Promise<void> {
  const place = { source: files.source, document: 'oci-layout' };
  const layout = new JsonObject(parseJson(await readDocument(files, place.document), place), place);
  const version = layout.text('imageLayoutVersion');
  if (!LAYOUT_VERSION.test(version)) {
    throw invalidSource(
      files.source,
      `its layout has version "${version}"`,
      'Use a tool that writes version 1.0.0',
    );
  }
}

async function imagesOf(files: StoredFiles): Promise<readonly ListedDescriptor[]> {
  const place = { source: files.source, document: 'index.json' };
  const index = new JsonObject(parseJson(await readDocument(files, place.document), place), place);
  return index
    .list('manifests')
    .map((entry, position) => parseDescriptor(entry, index.place('manifests', position)))
    .filter(isManifest);
}

function chooseImage(
  images: readonly ListedDescriptor[],
  source: string,
  name?: string,
): ListedDescriptor {
  const meant = name === undefined ? images : images.filter(image => namesOf(image).includes(name));
  const [image, ...others] = meant;
  // One image under several tags is still one image.
  if (image !== undefined && others.every(other => other.digest === image.digest)) return image;

  const known = [...new Set(images.map(image => namesOf(image)[0]))].join(', ');
  throw noSuchImage(source, { name, known, inside: images.length, found: meant.length });
}

/** A digest names an image that nobody has tagged. */
function namesOf({ names, digest }: ListedDescriptor): readonly string[] {
  return [...names, digest];
}
