import { digestProblems } from './image-digest-rules.ts';
import { hostProblems } from './image-host-rules.ts';
import { pathLengthProblems, pathProblems } from './image-path-rules.ts';
import { portProblems } from './image-port-rules.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import { isBlotted, type ImageReferenceParts } from './image-reference-parts.ts';
import { tagProblems } from './image-tag-rules.ts';
import { DOCKER_HUB, DOCKER_HUB_INDEX } from '../provider/registry-host.ts';
import { quoted } from '../quoted.ts';

/** What docker refuses, and what it takes in a way that may surprise. */
export function* dockerProblems(parts: ImageReferenceParts): Generator<ImageReferenceProblem> {
  const { host, port, path, tag, digest } = parts;
  if (host !== undefined) yield* hostProblems(host);
  if (port !== undefined) yield* portProblems(port);
  yield* pathProblems(path);
  yield* pathLengthProblems(path, isOfficial(parts) ? 'library/' : '');
  if (tag !== undefined) yield* tagProblems(tag);
  if (digest !== undefined) yield* digestProblems(digest, tag);
  yield* imageIdProblems(parts);
  yield* lostRegistryAdvice(parts);
  yield* hubAliasAdvice(parts);
  yield* tagAdvice(parts);
}

/** Says whether the image comes from Docker Hub. */
export function isOnDockerHub({ host, port, losesRegistry }: ImageReferenceParts): boolean {
  if (host === undefined) return !losesRegistry;
  return port === undefined && (host.text === DOCKER_HUB || host.text === DOCKER_HUB_INDEX);
}

/** Says whether docker puts `library/` in front of the path. */
export function isOfficial(parts: ImageReferenceParts): boolean {
  return isOnDockerHub(parts) && !parts.path.text.includes('/');
}

function* imageIdProblems({ whole }: ImageReferenceParts): Generator<ImageReferenceProblem> {
  if (isBlotted(whole) || !/^[a-f0-9]{64}$/.test(whole.text)) return;
  const message = `${quoted(whole.raw)} is the ID of an image: 64 hexadecimal digits cannot be a name. Put the repository in front: "repository@sha256:…".`;
  yield problemIn(whole, { code: 'NAME_IS_64_HEX', message });
}

function* lostRegistryAdvice({
  path,
  losesRegistry,
}: ImageReferenceParts): Generator<ImageReferenceProblem> {
  if (!losesRegistry) return;
  const to = path.text.indexOf('/');
  const text = path.raw.slice(0, to);
  const message = `${quoted(text)} looks like a registry and cannot be one, so docker finds no registry in this image. Put the registry in front, such as "docker.io/".`;
  const replacement = `docker.io/${text}`;
  yield problemIn(path, {
    code: 'DOMAIN_LOOKS_LIKE_PATH',
    severity: 'warning',
    to,
    message,
    replacement,
  });
}

// Addresses of Docker Hub that docker takes for other registries, so that it finds no login there.
const HUB_ALIASES = /^(?:(?:index\.|registry-1\.)?docker\.io|(?:registry\.)?hub\.docker\.com)$/i;

function* hubAliasAdvice(parts: ImageReferenceParts): Generator<ImageReferenceProblem> {
  const { host, port } = parts;
  if (host === undefined || isOnDockerHub(parts) || !HUB_ALIASES.test(host.text)) return;
  if (port !== undefined && port.text !== '443') return;
  const address = port === undefined ? host : { ...host, raw: `${host.raw}:${port.raw}` };
  const message = `${quoted(address.raw)} is Docker Hub, and docker takes it for another registry without your login. Use "docker.io".`;
  yield problemIn(host, {
    code: 'HUB_ALIAS_NOT_FOLDED',
    severity: 'warning',
    to: address.raw.length,
    message,
    replacement: DOCKER_HUB,
  });
}

function* tagAdvice({ path, tag, digest }: ImageReferenceParts): Generator<ImageReferenceProblem> {
  const severity = 'info';
  if (tag !== undefined && digest !== undefined) {
    const message = `${quoted(`:${tag.raw}`)} is ignored: the digest says which image it is. Keep it as a note, or leave it out.`;
    yield problemIn(tag, {
      code: 'TAG_IGNORED_WITH_DIGEST',
      severity,
      from: -1,
      message,
      replacement: '',
    });
  } else if (tag?.text === 'latest') {
    const message = '"latest" is another image whenever somebody pushes it. Name a version.';
    yield problemIn(tag, { code: 'TAG_LATEST', severity, message });
  } else if (tag === undefined && digest === undefined) {
    const message = `${quoted(path.raw)} has no tag, so "latest" is used: another image whenever somebody pushes it. Name a version.`;
    yield problemIn(path, { code: 'TAG_LATEST', severity, from: path.text.length, message });
  }
}
