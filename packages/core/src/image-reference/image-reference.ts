import { AT, COLON } from './ascii.ts';
import { firstErrorIn } from './check-image-reference.ts';
import { hostKind } from './image-host.ts';
import { areHexDigits, endOfPath, endOfTag, isDigestAt } from './image-reference-scanner.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { DOCKER_HUB, DOCKER_HUB_INDEX } from '../provider/registry-host.ts';
import { quoted } from '../quoted.ts';
import { withoutUserInfo } from './user-info.ts';

const OFFICIAL = 'library/';
const MAX_REPOSITORY_LENGTH = 255;
const MAX_TAG_LENGTH = 128;

/** Where an image lives, with docker's defaults filled in. */
export interface ImageReference {
  /**
   * `host`, `host:port`, `docker.io` where the image names none, and '' only where docker's own
   * parser loses it: `a_b.c/d` looks like a host with a path and is a path.
   */
  readonly registry: string;
  readonly repository: string;
  /** `latest` where the image has neither tag nor digest. */
  readonly tag?: string;
  /** `sha256:`, `sha384:` or `sha512:` and lowercase hexadecimal digits. */
  readonly digest?: string;
}

/**
 * Parses an image reference by the rules of `docker pull`, in time that grows with its length only.
 *
 * Accepts and normalises exactly as `ParseNormalizedNamed` and `TagNameOnly` of
 * https://pkg.go.dev/github.com/distribution/reference@v0.6.0 do.
 *
 * @throws InvalidInputError that names the first thing that is wrong; `checkImageReference` tells
 *   all. It never holds the user name and password before an `@`.
 */
export function parseImageReference(input: string): ImageReference {
  const reference = scan(input);
  if (reference === undefined) throw invalid(input);
  return reference;
}

/**
 * Writes an image reference out, a tag beside a digest included: `canonical` in full, `familiar`
 * as docker shows it, without `docker.io` and `library`.
 */
export function formatImageReference(
  reference: ImageReference,
  style: 'canonical' | 'familiar' = 'canonical',
): string {
  const { tag, digest } = reference;
  let text = style === 'canonical' ? canonicalName(reference) : familiarName(reference);
  if (tag !== undefined) text += `:${tag}`;
  if (digest !== undefined) text += `@${digest}`;
  return text;
}

function canonicalName({ registry, repository }: ImageReference): string {
  return registry === '' ? repository : `${registry}/${repository}`;
}

function familiarName(reference: ImageReference): string {
  const { registry, repository } = reference;
  if (registry !== DOCKER_HUB) return canonicalName(reference);

  const isOfficial = repository.startsWith(OFFICIAL) && !repository.includes('/', OFFICIAL.length);
  return isOfficial ? repository.slice(OFFICIAL.length) : repository;
}

function invalid(input: string): InvalidInputError {
  const reason =
    firstErrorIn(input)?.message ?? 'docker refuses it. Write it as "host/repository:tag".';
  return new InvalidInputError(
    `Invalid image reference ${quoted(withoutUserInfo(input))}: ${reason}`,
  );
}

/**
 * Reads character by character instead of with an expression: a page parses at every keystroke,
 * and there is nothing that can backtrack.
 */
function scan(input: string): ImageReference | undefined {
  const slash = input.indexOf('/');
  if (slash === -1) {
    // 64 hexadecimal digits are the ID of an image.
    return areHexDigits(input, 0, 64) ? undefined : scanPath(input, 0, DOCKER_HUB, OFFICIAL);
  }
  switch (hostKind(input, slash)) {
    case 'namespace':
      return scanPath(input, 0, DOCKER_HUB, '');
    case 'path':
      return scanPath(input, 0, '', '');
    case 'host':
      return scanAfterHost(input, slash);
  }
}

function scanAfterHost(input: string, slash: number): ImageReference | undefined {
  const start = slash + 1;
  const host = input.slice(0, slash);
  if (host !== DOCKER_HUB && host !== DOCKER_HUB_INDEX) return scanPath(input, start, host, '');
  return scanPath(input, start, DOCKER_HUB, input.includes('/', start) ? '' : OFFICIAL);
}

function scanPath(
  input: string,
  start: number,
  registry: string,
  prefix: '' | 'library/',
): ImageReference | undefined {
  const end = endOfPath(input, start);
  if (end === -1 || end - start + prefix.length > MAX_REPOSITORY_LENGTH) return undefined;
  const path = input.slice(start, end);
  const repository = prefix === '' ? path : prefix + path;
  if (end === input.length) return { registry, repository, tag: 'latest' };
  return scanVersion(input, end, registry, repository);
}

function scanVersion(
  input: string,
  start: number,
  registry: string,
  repository: string,
): ImageReference | undefined {
  let end = start;
  if (input.charCodeAt(start) === COLON) {
    end = endOfTag(input, start + 1);
    const length = end - start - 1;
    if (length === 0 || length > MAX_TAG_LENGTH) return undefined;
  }
  if (end === input.length) return { registry, repository, tag: input.slice(start + 1, end) };
  if (input.charCodeAt(end) !== AT || !isDigestAt(input, end + 1)) return undefined;

  const digest = input.slice(end + 1);
  if (end === start) return { registry, repository, digest };
  return { registry, repository, tag: input.slice(start + 1, end), digest };
}
