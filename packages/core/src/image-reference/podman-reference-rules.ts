import { isOfficial, isOnDockerHub } from './docker-reference-rules.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import { isBlotted, type ImageReferenceParts, type Part } from './image-reference-parts.ts';
import { DOCKER_HUB } from '../provider/registry-host.ts';
import { quoted } from '../quoted.ts';

const DOCKER_HUB_PREFIX = `${DOCKER_HUB}/`;
const MAX_LENGTH = 255;

/**
 * What podman, skopeo and CRI-O refuse although docker takes it: they read references by the older
 * grammar of docker/distribution 2.8.2.
 */
export function* podmanProblems(parts: ImageReferenceParts): Generator<ImageReferenceProblem> {
  const { host, port, path } = parts;
  if (host?.text.startsWith('[')) {
    const message = `${quoted(host.raw)} is an IPv6 address, which podman refuses in a reference. Use a host name.`;
    yield problemIn(host, { code: 'HOST_IPV6', message });
  } else if (host !== undefined && port === undefined && isUppercaseName(host)) {
    const lowercase = host.raw.toLowerCase();
    const message = `${quoted(host.raw)} is taken for a registry because of its uppercase letters, and podman refuses it. Use ${quoted(lowercase)}.`;
    // It becomes a part of the path on Docker Hub, which may be too long then.
    const length = DOCKER_HUB_PREFIX.length + lowercase.length + 1 + path.text.length;
    const replacement = length > MAX_LENGTH ? undefined : lowercase;
    yield problemIn(host, { code: 'HOST_NO_DOT_UPPERCASE', message, replacement });
  }
  yield* lengthProblems(parts);
}

/** The same as a warning to those who use docker today. */
export function* portabilityProblems(parts: ImageReferenceParts): Generator<ImageReferenceProblem> {
  for (const problem of podmanProblems(parts)) {
    yield { ...problem, code: 'PORTABILITY_PODMAN', severity: 'warning' };
  }
}

function isUppercaseName(host: Part): boolean {
  return !host.text.includes('.') && /[A-Z]/.test(host.text);
}

function* lengthProblems(parts: ImageReferenceParts): Generator<ImageReferenceProblem> {
  const { path } = parts;
  const length = path.text.length + (isOfficial(parts) ? 8 : 0);
  const total = registryLength(parts) + length;
  if (length > MAX_LENGTH || total <= MAX_LENGTH || isBlotted(parts.whole)) return;
  const message = `${quoted(path.raw)} makes a name of ${total} characters with its registry, and podman takes at most ${MAX_LENGTH}. Use a shorter one.`;
  yield problemIn(path, { code: 'PATH_TOO_LONG', message });
}

/** With the slash behind it. */
function registryLength(parts: ImageReferenceParts): number {
  const { host, port, losesRegistry } = parts;
  if (losesRegistry) return 0;
  if (host === undefined || isOnDockerHub(parts)) return DOCKER_HUB_PREFIX.length;
  return host.text.length + 1 + (port === undefined ? 0 : port.text.length + 1);
}
