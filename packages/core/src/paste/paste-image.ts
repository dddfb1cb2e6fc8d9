import { parseImageReference } from '../image-reference/image-reference.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import type { Pasted } from './pasted.ts';

/**
 * Finds the registry of an image: `registry.example.com:5000/team/app:1.2` as it is, and any image
 * behind `docker pull`, `FROM` or `image:`. `undefined` when the text is none.
 */
export function pasteImage(text: string): Pasted | undefined {
  const prefix = PREFIX.exec(text)?.[0] ?? '';
  const image = text.slice(prefix.length).replace(/^(["'])(\S*)\1$/, '$2');
  if (image.length > MAX_LENGTH || !(prefix === '' ? OWN_HOST : ANY).test(image)) return undefined;
  const server = registryOf(image);
  if (server === undefined) return undefined;
  return { server, credentials: [], notes: [`Read as an image of ${server}.`] };
}

/** Longer than any reference: 255 of the name, 128 of the tag, and a digest of SHA-512. */
const MAX_LENGTH = 1_000;

const PREFIX =
  /^(?:docker:\/\/|(?:[$#] )?(?:sudo )?(?:docker|podman|nerdctl|crictl|crane|skopeo inspect)(?: image)? (?:pull |push )?(?:docker:\/\/)?|(?:- ?)?image: *|FROM )/;

/** Without a host of its own a reference looks like a password. */
const OWN_HOST =
  /^(?:localhost(?::\d{1,5})?|(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d{1,5})?|[a-z0-9.-]+:\d{1,5}|\[[0-9a-f:]+\](?::\d{1,5})?)(?:\/[a-z0-9][a-z0-9._-]*)+(?::[\w.-]{1,128})?(?:@sha\d{3}:[0-9a-f]{64,128})?$/;

const ANY =
  /^[a-z0-9[][a-z0-9.:[\]-]*(?:\/[a-z0-9][a-z0-9._-]*)*(?::[\w.-]{1,128})?(?:@sha\d{3}:[0-9a-f]{64,128})?$/;

function registryOf(image: string): string | undefined {
  try {
    return parseImageReference(image).registry;
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}
