import { existsSync } from 'node:fs';
import { invalidSource } from './invalid-source.ts';

const FILE_TRANSPORTS = ['oci', 'oci-archive', 'docker-archive'] as const;

/** What an image can be read from without any program beside us. */
export type FileTransport = (typeof FILE_TRANSPORTS)[number];

export interface FileSource {
  readonly transport: FileTransport;
  /** The folder or file. */
  readonly path: string;
  /** The tag inside, or for a docker archive the reference. */
  readonly name?: string;
}

/**
 * Cuts `transport:rest` at the first colon. A program that knows more transports than
 * `parseFileSource`, such as `docker:` and `podman:`, looks here first.
 */
export function splitTransport(source: string): {
  readonly transport: string;
  readonly rest: string;
} {
  const colon = source.indexOf(':');
  return colon === -1
    ? { transport: '', rest: source }
    : { transport: source.slice(0, colon), rest: source.slice(colon + 1) };
}

/**
 * Parses `oci:<folder>[:<tag>]`, `oci-archive:<file>[:<tag>]` and `docker-archive:<file>[:<name>]`.
 *
 * Both halves may hold colons (`C:\images`, `localhost:5000/api:1`): the longest start that is there
 * is the path. Where none is there, the path ends at the first colon that is not a drive letter's.
 */
export function parseFileSource(
  source: string,
  isThere: (path: string) => boolean = existsSync,
): FileSource {
  const { transport: word, rest } = splitTransport(source);
  const transport = FILE_TRANSPORTS.find(known => known === word);
  if (transport === undefined) {
    throw invalidSource(
      source,
      `"${word}" is no kind of source`,
      `Use one of ${FILE_TRANSPORTS.join(', ')}, then a colon and a path`,
    );
  }
  if (rest === '') throw invalidSource(source, 'there is no path', `Write ${transport}:<path>`);
  if (rest.includes('\0')) throw invalidSource(source, 'the path holds a zero byte', 'Remove it');
  if (rest.length > MAX_LENGTH) {
    throw invalidSource(
      `${source.slice(0, 40)}…`,
      `it is longer than ${MAX_LENGTH} characters`,
      'Shorten it',
    );
  }

  const end = pathEnd(rest, isThere);
  const name = rest.slice(end + 1);
  return { transport, path: rest.slice(0, end), ...(name !== '' && { name }) };
}

const MAX_LENGTH = 4096;
const DRIVE = /^[A-Za-z]:[\\/]/;

function pathEnd(rest: string, isThere: (path: string) => boolean): number {
  const first = DRIVE.test(rest) ? 2 : 0;
  const ends = [rest.length];
  for (let end = rest.lastIndexOf(':'); end > first; end = rest.lastIndexOf(':', end - 1)) {
    ends.push(end);
  }
  return ends.find(end => isThere(rest.slice(0, end))) ?? ends.at(-1) ?? rest.length;
}
