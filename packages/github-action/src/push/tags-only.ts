import { formatImageReference, InvalidInputError, type ImageReference } from '@berth/core';

/** Refuses digests where a program decides what is sent: what it makes is known behind the push. */
export function checkTagsOnly(program: string, references: readonly ImageReference[]): void {
  const pinned = references.find(({ digest }) => digest !== undefined);
  if (pinned === undefined) return;
  throw new InvalidInputError(
    `Cannot push "${formatImageReference(pinned)}": ${program} compresses the image anew, so that its digest is known only after the push. Use a tag, or save the image as oci-archive: and push that.`,
    { field: 'images' },
  );
}
