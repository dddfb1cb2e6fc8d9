import { formatImageReference, InvalidInputError, type ImageReference } from '@berth/core';

/** Where the image to push lies. */
export type Source =
  | { readonly kind: 'docker' | 'podman'; readonly image: string }
  /** What `openImageSource` reads. */
  | { readonly kind: 'file'; readonly spec: string };

/**
 * Parses the input `source`. Without one, Docker holds the image under the first reference.
 */
export function parseSource(
  text: string,
  references: readonly ImageReference[],
): Source | undefined {
  const [first] = references;
  if (text === '') {
    return first && { kind: 'docker', image: formatImageReference(first, 'familiar') };
  }
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(colon, 0));
  const rest = text.slice(colon + 1);
  const known = kind === 'docker' || kind === 'podman' || FILE_KINDS.has(kind);
  if (!known || rest === '') throw invalid(text, 'it does not say in which form the image lies');
  if (kind !== 'docker' && kind !== 'podman') return { kind: 'file', spec: text };
  // It becomes an argument of a program.
  if (rest.startsWith('-')) throw invalid(text, `"${rest}" is no name of an image`);
  return { kind, image: rest };
}

const FILE_KINDS = new Set(['docker-archive', 'oci-archive', 'oci']);

function invalid(text: string, reason: string): InvalidInputError {
  return new InvalidInputError(
    `Invalid source "${text}": ${reason}. Use docker:<image>, podman:<image>, docker-archive:<file>, oci-archive:<file> or oci:<folder>.`,
    { field: 'source' },
  );
}
