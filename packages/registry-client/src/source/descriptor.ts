import { isDigest, type Digest } from './digest.ts';
import { BUILD_AGAIN, invalidSource } from './invalid-source.ts';
import { JsonObject, type JsonPlace } from './json-object.ts';

/**
 * Names content by type, digest and size.
 *
 * Specification: https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md
 */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** In bytes. */
  readonly size: number;
}

/** A descriptor as a manifest or an index has it. */
export interface ListedDescriptor extends Descriptor {
  /** Where content lies that may not be pushed, such as the base layers of old Windows images. */
  readonly urls: readonly string[];
  /** What an image in a layout can be asked for by: its tag, then its whole reference. */
  readonly names: readonly string[];
}

const INDEX_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

const MANIFEST_TYPES: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.artifact.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
]);

/**
 * For `Accept`, whatever is asked for: some registries answer 400 to a tag that has an image of a
 * kind which is not named, or make another of it.
 */
export const ANY_MANIFEST = [...MANIFEST_TYPES, ...INDEX_TYPES].join(', ');

const FOREIGN_LAYER =
  /^application\/vnd\.(?:oci\.image\.layer\.nondistributable|docker\.image\.rootfs\.foreign)\./;

export function parseDescriptor(value: unknown, place: JsonPlace): ListedDescriptor {
  const fields = new JsonObject(value, place);
  const digest = fields.text('digest');
  if (!isDigest(digest)) {
    const reason = `${place.document} has the digest "${digest}", which is none of sha256, sha384 or sha512`;
    throw invalidSource(place.source, reason, BUILD_AGAIN);
  }
  const annotations = fields.optionalObject('annotations');
  const names = NAME_ANNOTATIONS.map(name => annotations?.optionalText(name));
  return {
    mediaType: fields.text('mediaType'),
    digest,
    size: fields.count('size'),
    urls: fields.optionalTexts('urls') ?? [],
    names: names.filter(name => name !== undefined),
  };
}

// The specification's, and what containerd and Docker write beside it.
const NAME_ANNOTATIONS = ['org.opencontainers.image.ref.name', 'io.containerd.image.name'];

export function isIndex({ mediaType }: Descriptor): boolean {
  return INDEX_TYPES.has(mediaType);
}

/** Whether a registry takes this under `/manifests/`; everything else is a blob. */
export function isManifest(descriptor: Descriptor): boolean {
  return isIndex(descriptor) || MANIFEST_TYPES.has(descriptor.mediaType);
}

/** A layer that clients fetch from its own address: Docker does not push these, nor do we. */
export function isForeign({ mediaType, urls }: ListedDescriptor): boolean {
  return urls.length > 0 && FOREIGN_LAYER.test(mediaType);
}
