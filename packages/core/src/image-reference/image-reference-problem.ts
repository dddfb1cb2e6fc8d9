import type { Part } from './image-reference-parts.ts';

export type ImageReferenceProblemCode =
  // The whole
  | 'EMPTY'
  | 'WHITESPACE'
  | 'CONTROL_CHAR'
  | 'NON_ASCII'
  | 'TEMPLATE_PLACEHOLDER'
  | 'SCHEME_PREFIX'
  | 'USER_INFO'
  | 'NAME_IS_64_HEX'
  | 'PORTABILITY_PODMAN'
  // The registry
  | 'HOST_INVALID_CHAR'
  | 'HOST_LABEL_DASH'
  | 'HOST_LABEL_LENGTH'
  | 'HOST_TOO_LONG'
  | 'HOST_NO_DOT_UPPERCASE'
  | 'HOST_IPV6'
  | 'HOST_IPV6_ZONE'
  | 'HUB_ALIAS_NOT_FOLDED'
  | 'DOMAIN_LOOKS_LIKE_PATH'
  | 'PORT_INVALID'
  | 'PORT_RANGE'
  // The repository
  | 'PATH_EMPTY_COMPONENT'
  | 'PATH_UPPERCASE'
  | 'PATH_INVALID_CHAR'
  | 'PATH_SEPARATOR_RUN'
  | 'PATH_EDGE_SEPARATOR'
  | 'PATH_TOO_LONG'
  // The version
  | 'TAG_EMPTY'
  | 'TAG_INVALID_START'
  | 'TAG_INVALID_CHAR'
  | 'TAG_TOO_LONG'
  | 'TAG_LATEST'
  | 'TAG_IGNORED_WITH_DIGEST'
  | 'DIGEST_ALGORITHM'
  | 'DIGEST_LENGTH'
  | 'DIGEST_UPPERCASE'
  | 'DIGEST_CHAR'
  // Code Engine
  | 'CE_NAMESPACE_REQUIRED'
  | 'CE_NAMESPACE_LENGTH'
  | 'CE_DOCKER_USER_CHARS'
  | 'CE_REPOSITORY_MIN'
  | 'CE_TAG_AND_DIGEST'
  | 'CE_PORT'
  | 'CE_PUBLIC_REGISTRY'
  | 'CE_AMBIGUOUS';

export type ImageReferenceComponent =
  'reference' | 'registry' | 'port' | 'repository' | 'tag' | 'digest';

/** One thing that is wrong, or worth knowing. Offsets are in UTF-16 units, the end exclusive. */
export interface ImageReferenceProblem {
  readonly code: ImageReferenceProblemCode;
  /** An `error` keeps the image from being pulled. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly component: ImageReferenceComponent;
  readonly start: number;
  readonly end: number;
  /** What is there, in quotes; which rule it breaks; what to do. */
  readonly message: string;
  /** Putting `text` in place of that range removes the problem. */
  readonly fix?: { readonly start: number; readonly end: number; readonly text: string };
}

/** Of more with the same code and severity, only the first are reported. */
export const MAX_PROBLEMS_OF_A_KIND = 20;

/** A problem by its place in a part: all of it, unless `from` and `to` say less. */
export interface Finding {
  readonly code: ImageReferenceProblemCode;
  readonly severity?: 'warning' | 'info';
  readonly from?: number;
  readonly to?: number;
  readonly message: string;
  readonly replacement?: string | undefined;
}

export function problemIn(part: Part, finding: Finding): ImageReferenceProblem {
  const { code, severity = 'error', message, replacement } = finding;
  const start = part.start + (finding.from ?? 0);
  const end = part.start + (finding.to ?? part.text.length);
  const { component } = part;
  const fix = replacement === undefined ? {} : { fix: { start, end, text: replacement } };
  return { code, severity, component, start, end, message, ...fix };
}
