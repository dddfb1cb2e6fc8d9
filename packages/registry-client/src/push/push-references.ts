import {
  canonicalHost,
  formatImageReference,
  InvalidInputError,
  type ImageReference,
} from '@berth/core';
import type { ImageSource } from '../source/image-source.ts';

/**
 * Refuses what cannot be pushed as asked before anything is sent: no reference, a reference of
 * another registry, and a digest that is not the image's.
 */
export function checkReferences(
  references: readonly ImageReference[],
  source: ImageSource,
  registryHost: string,
): void {
  if (references.length === 0) {
    throw new InvalidInputError('No image reference is given. A push needs one or more; add one.');
  }
  for (const reference of references) {
    if (canonicalHost(reference.registry) !== registryHost) {
      throw invalid(
        reference,
        `its registry is not "${registryHost}"`,
        'Push to each registry on its own',
      );
    }
  }
  checkDigests(references, source);
}

/** Refuses a digest that is not the image's, or that nobody knows before the push. */
export function checkDigests(references: readonly ImageReference[], { image }: ImageSource): void {
  for (const reference of references) {
    if (reference.digest === undefined) continue;
    if (image.kind === 'saved') {
      const reason = 'the digest of a docker archive is not known before it is pushed';
      throw invalid(reference, reason, 'Use a tag, or an OCI layout');
    }
    const { digest } = image.root.descriptor;
    if (reference.digest !== digest) {
      throw invalid(reference, `the image has the digest ${digest}`, 'Use that one, or a tag');
    }
  }
}

function invalid(reference: ImageReference, reason: string, nextStep: string): InvalidInputError {
  const text = formatImageReference(reference);
  return new InvalidInputError(`Cannot push "${text}": ${reason}. ${nextStep}.`);
}
