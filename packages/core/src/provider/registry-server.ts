import { hostProblem, type Problem } from './host-name.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { quoted } from '../quoted.ts';
import { canonicalHost, DOCKER_HUB, splitServer } from './registry-host.ts';

/** A registry's address, checked and taken apart. */
export interface RegistryServer {
  /** As `canonicalHost` writes it. */
  readonly host: string;
  /** Present when the input said it. */
  readonly scheme?: 'http' | 'https';
  /** As written, with its leading slash; absent when it is empty or only a slash. */
  readonly path?: string;
  /** What was changed or left out, as sentences for the user. */
  readonly notes: readonly string[];
}

/**
 * Parses a registry's address strictly: what is no host of a registry is refused before a password
 * is sent anywhere. A scheme, a path and an image name behind the host are forgiven, as
 * `docker login` does, and noted.
 *
 * @throws InvalidInputError that never holds the part before an `@`.
 */
export function parseServer(input: string): RegistryServer {
  const { scheme, authority, path } = splitServer(input);
  const host = canonicalHost(input);
  const problem = authorityProblem(input.trim(), authority) ?? otherHost(host);
  if (problem !== undefined) {
    const { reason, nextStep } = problem;
    throw new InvalidInputError(`Invalid registry ${shown(input)}: ${reason}. ${nextStep}.`);
  }
  return {
    host,
    ...(scheme === 'http' || scheme === 'https' ? { scheme } : {}),
    ...(path === '' || path === '/' ? {} : { path }),
    notes: notesOn(host, authority, path),
  };
}

function authorityProblem(input: string, authority: string): Problem | undefined {
  if (input === '') return { reason: 'it is empty', nextStep: 'Write a host such as ghcr.io' };
  // The `@` of a digest is none of a user name.
  if (/@(?!sha\d{3}:)/.test(input)) {
    const nextStep = 'Write only the host here, and the login in its own fields';
    return { reason: 'it holds a user name', nextStep };
  }
  const slashes = schemeProblem(input);
  if (slashes !== undefined) return slashes;
  if (/^[a-z0-9+.-]*:$/i.test(authority) && input.startsWith(`${authority}//`)) {
    return { reason: `"${authority}" is not the scheme of a registry`, nextStep: 'Use https' };
  }
  const { host, port } = splitPort(authority);
  return hostProblem(host) ?? (port === undefined ? nameProblem(host) : portProblem(port));
}

/** What goes wrong with a scheme when an address is put together by hand or by a script. */
function schemeProblem(input: string): Problem | undefined {
  const nextStep = 'Write https:// and the host once, or only the host';
  const [reason] = SCHEME_MISTAKES.find(([, pattern]) => pattern.test(input)) ?? [];
  return reason === undefined ? undefined : { reason, nextStep };
}

const SCHEME_MISTAKES: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['the scheme is written twice', /^https?:\/+https?(?::|\/\/)/i],
  ['the scheme has one slash', /^https?:\/(?!\/)/i],
  ['there is no host behind the scheme', /^https?:(?:\/\/\/*)?$/i],
  ['it begins with slashes and no scheme', /^\/\//],
];

function splitPort(authority: string): { readonly host: string; readonly port?: string } {
  const colon = authority.lastIndexOf(':');
  if (colon === -1 || authority.endsWith(']')) return { host: authority };
  return { host: authority.slice(0, colon), port: authority.slice(colon + 1) };
}

function portProblem(port: string): Problem | undefined {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number >= 1 && number <= 65_535) return undefined;
  const nextStep = 'Use a number from 1 to 65535, and no tag';
  return { reason: `${quoted(port)} is not a port`, nextStep };
}

/** By the rule of image references, a first part without dot and port is a name at Docker Hub. */
function nameProblem(host: string): Problem | undefined {
  if (host.includes('.') || host.startsWith('[') || host.toLowerCase() === 'localhost') {
    return undefined;
  }
  const reason = `an image name that begins with "${host}/" belongs to Docker Hub`;
  return { reason, nextStep: 'Write docker.io for Docker Hub, else a host with a dot or a port' };
}

/** Web sites that people enter, and the registry that they mean. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['hub.docker.com', DOCKER_HUB],
  ['registry.hub.docker.com', DOCKER_HUB],
  ['docker.com', DOCKER_HUB],
  ['www.docker.com', DOCKER_HUB],
  ['docker.io:443', DOCKER_HUB],
  ['index.docker.io:443', DOCKER_HUB],
  ['registry-1.docker.io:443', DOCKER_HUB],
  ['github.com', 'ghcr.io'],
  ['docker.pkg.github.com', 'ghcr.io'],
  ['gitlab.com', 'registry.gitlab.com'],
]);

function otherHost(host: string): Problem | undefined {
  const meant = MEANT.get(host);
  if (meant !== undefined) {
    return { reason: 'no client finds a login under this host', nextStep: `Use ${meant}` };
  }
  if (!/\.data\.azurecr\.[a-z]+$/.test(host)) return undefined;
  return { reason: 'it only serves layers', nextStep: 'Use the login server, name.azurecr.io' };
}

function notesOn(host: string, authority: string, path: string): string[] {
  const notes: string[] = [];
  if (authority.toLowerCase() === 'registry-1.docker.io') {
    notes.push('registry-1.docker.io is Docker Hub: docker.io is used.');
  }
  if (!/^(?:\/(?:v[12]\/?)?)?$/.test(path)) {
    notes.push(`A login holds for the whole host: ${host} is used, without what stands behind it.`);
  }
  return notes;
}

/** What stands before the last `@`, or in a query, may be a secret. */
function shown(input: string): string {
  const at = input.lastIndexOf('@');
  const rest = at === -1 ? input : `…${input.slice(at)}`;
  return quoted(rest.replace(/[?#][^]*$/, '…'));
}
