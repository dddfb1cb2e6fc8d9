import { judgeByCodeEngine } from './code-engine-judgement.ts';
import { codeEngineName, type CodeEngineName } from './code-engine-name.ts';
import { dockerProblems, isOnDockerHub } from './docker-reference-rules.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import { isBlotted, type ImageReferenceParts, type Part } from './image-reference-parts.ts';
import { quoted } from '../quoted.ts';

/**
 * What the documentation of IBM Code Engine forbids: it wants
 * `[REGISTRY/]NAMESPACE/REPOSITORY[:TAG]` or `[REGISTRY/]NAMESPACE/REPOSITORY@IMAGEID`.
 *
 * There is no fix where only the owner knows the right text: for the port of a host without a dot,
 * a short namespace, a user of Docker Hub with `-` or `_`, and the digits of an image ID.
 */
export function* codeEngineProblems(parts: ImageReferenceParts): Generator<ImageReferenceProblem> {
  const name = codeEngineName(parts);
  for (const problem of dockerProblems(parts)) {
    const judged = judgeByCodeEngine(problem, parts, name);
    if (judged !== undefined) yield judged;
  }
  yield* registryProblems(parts);
  yield* namespaceProblems(parts, name);
  yield* repositoryProblems(name);
  yield* versionProblems(parts);
}

function* registryProblems(parts: ImageReferenceParts): Generator<ImageReferenceProblem> {
  const { host, port, path } = parts;
  if (host?.text.startsWith('[')) {
    const message = `${quoted(host.raw)} is an IPv6 address, which Code Engine does not take. Use a host name.`;
    yield problemIn(host, { code: 'HOST_IPV6', message });
  }
  if (host !== undefined && host.text.split('.').length > 128) {
    const message = `${quoted(host.raw)} has more than 127 periods. Use a shorter host.`;
    yield problemIn(host, { code: 'HOST_TOO_LONG', message });
  }
  if (port !== undefined && port.text !== '') {
    // Without a dot, what is left would no longer be taken for a registry.
    const replacement = host?.text.includes('.') ? '' : undefined;
    const message = `${quoted(`:${port.raw}`)} is not part of a registry's name by the rules of Code Engine, which speak of private registries all the same. Serve it on port 443 and leave the port out.`;
    yield problemIn(port, { code: 'CE_PORT', severity: 'warning', from: -1, message, replacement });
  }
  if (isOnDockerHub(parts)) {
    const message = `${quoted((host ?? path).raw)} is on Docker Hub, a public registry. Keep images of an enterprise in a private one.`;
    yield problemIn(host ?? path, { code: 'CE_PUBLIC_REGISTRY', severity: 'info', message });
  }
}

function* namespaceProblems(
  parts: ImageReferenceParts,
  { namespace, repository }: CodeEngineName,
): Generator<ImageReferenceProblem> {
  if (namespace === undefined) {
    yield missingNamespace(parts, repository);
    return;
  }
  yield* namespaceLengthProblems(namespace);
  const dots = /\.+/.exec(namespace.text);
  if (dots !== null) {
    const place = { from: dots.index, to: dots.index + dots[0].length };
    const message = `${quoted(dots[0])} cannot be in a namespace. Use lowercase letters, digits, "-" and "_".`;
    yield problemIn(namespace, { code: 'PATH_INVALID_CHAR', ...place, message });
  }
  if (isOnDockerHub(parts) && /[-_]/.test(namespace.text)) {
    const message = `${quoted(namespace.raw)} may have "-" and "_" as a namespace, but not as a user or organization of Docker Hub. Check that it exists there.`;
    yield problemIn(namespace, { code: 'CE_DOCKER_USER_CHARS', severity: 'warning', message });
  }
  yield* ambiguousNamespaceProblems(parts, namespace, repository);
}

/** How a registry without a dot is told from a namespace is not said. */
function* ambiguousNamespaceProblems(
  { host, losesRegistry }: ImageReferenceParts,
  namespace: Part,
  repository: Part,
): Generator<ImageReferenceProblem> {
  if (host !== undefined || losesRegistry || !repository.text.includes('/')) return;
  const replacement = `docker.io/${namespace.raw}`;
  const message = `${quoted(namespace.raw)} may be a registry or a namespace of Docker Hub. Write ${quoted(replacement)}.`;
  yield problemIn(namespace, {
    code: 'CE_AMBIGUOUS',
    severity: 'warning',
    message,
    replacement,
  });
}

function missingNamespace(parts: ImageReferenceParts, repository: Part): ImageReferenceProblem {
  if (!isOnDockerHub(parts)) {
    const message = `${quoted(repository.raw)} has no namespace. Write it as "host/namespace/repository".`;
    return problemIn(repository, { code: 'CE_NAMESPACE_REQUIRED', message });
  }
  const replacement = repository.text === '' ? undefined : `library/${repository.raw}`;
  if (parts.digest !== undefined && parts.host === undefined) {
    const message = `${quoted(repository.raw)} belongs to "ibm" beside a digest by the rules of Code Engine, and to "library" for docker. Write ${quoted(`library/${repository.raw}`)} or "ibm/…".`;
    return problemIn(repository, {
      code: 'CE_AMBIGUOUS',
      severity: 'warning',
      message,
      replacement,
    });
  }
  const message = `${quoted(repository.raw)} has no namespace. Write ${quoted(`library/${repository.raw}`)}, as docker reads it.`;
  return problemIn(repository, {
    code: 'CE_NAMESPACE_REQUIRED',
    severity: 'warning',
    message,
    replacement,
  });
}

function* namespaceLengthProblems(namespace: Part): Generator<ImageReferenceProblem> {
  const { length } = namespace.text;
  if (length === 0 || isBlotted(namespace)) return;
  const code = 'CE_NAMESPACE_LENGTH';
  if (length < 4) {
    // "ibm", which the same page names as an organization, has three.
    const message = `${quoted(namespace.raw)} has ${length} characters and should have 4 to 30, though IBM itself uses "ibm". Check that it exists.`;
    yield problemIn(namespace, { code, severity: 'warning', message });
  } else if (length > 30) {
    const message = `${quoted(namespace.raw)} has ${length} characters. Use 4 to 30.`;
    yield problemIn(namespace, { code, message });
  }
}

function* repositoryProblems({ repository }: CodeEngineName): Generator<ImageReferenceProblem> {
  if (repository.text.length !== 1 || isBlotted(repository)) return;
  const message = `${quoted(repository.raw)} has 1 character. Use 2 to 255.`;
  yield problemIn(repository, { code: 'CE_REPOSITORY_MIN', message });
}

function* versionProblems({ tag, digest }: ImageReferenceParts): Generator<ImageReferenceProblem> {
  if (tag !== undefined && digest !== undefined) {
    const message = `${quoted(`:${tag.raw}`)} cannot stand beside a digest. Leave it out.`;
    yield problemIn(tag, { code: 'CE_TAG_AND_DIGEST', from: -1, message, replacement: '' });
  }
  const algorithm = /^sha(?:384|512)(?=:)/i.exec(digest?.text ?? '')?.[0];
  if (digest !== undefined && algorithm !== undefined) {
    const message = `${quoted(algorithm)} is not taken by Code Engine. Use the sha256 digest of the image.`;
    yield problemIn(digest, { code: 'DIGEST_ALGORITHM', to: algorithm.length, message });
  }
}
