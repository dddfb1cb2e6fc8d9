/** What the beginning of a token tells about it. */
export interface TokenShape {
  readonly title: string;
  /** Where tokens of this shape belong, when it is one host. */
  readonly host?: string;
  readonly hint?: string;
}

const SHAPES: readonly (readonly [prefix: string, shape: TokenShape])[] = [
  ['dckr_pat_', { title: 'a personal access token of Docker Hub', host: 'docker.io' }],
  [
    'dckr_oat_',
    {
      title: 'an organization access token of Docker Hub',
      host: 'docker.io',
      hint: 'The user name is the name of the organization.',
    },
  ],
  ['ghp_', { title: 'a personal access token (classic) of GitHub', host: 'ghcr.io' }],
  [
    'github_pat_',
    {
      title: 'a fine-grained token of GitHub',
      host: 'ghcr.io',
      hint: 'The GitHub Container Registry does not take it: make a personal access token (classic) with read:packages.',
    },
  ],
  ['ghs_', { title: 'a token of a GitHub workflow or app', hint: 'It ends with the job.' }],
  ['glpat-', { title: 'an access token of GitLab', hint: 'It needs read_registry to pull.' }],
  ['gldt-', { title: 'a deploy token of GitLab' }],
  ['glcbt-', { title: 'the token of a GitLab job', hint: 'It ends with the job.' }],
  ['ya29.', { title: 'an access token of Google', hint: 'It lasts an hour at most as a rule.' }],
];

/** Recognises a token by its beginning. */
export function tokenShape(token: string): TokenShape | undefined {
  return SHAPES.find(([prefix]) => token.startsWith(prefix))?.[1];
}

/**
 * When a JSON Web Token ends, in ISO 8601; `undefined` for everything else. The signature is not
 * checked: this is for telling people, not for deciding.
 */
export function tokenExpiry(token: string): string | undefined {
  if (token.length > MAX_JWT_LENGTH) return undefined;
  const payload = /^eyJ[\w-]*\.(eyJ[\w-]*)\.[\w-]*$/.exec(token)?.[1];
  if (payload === undefined) return undefined;
  const seconds = expOf(payload);
  if (seconds === undefined || !(seconds > 0 && seconds < LAST_SECOND)) return undefined;
  return new Date(Math.floor(seconds) * 1000).toISOString();
}

const MAX_JWT_LENGTH = 100_000;
/** The end of the year 9999, the last that ISO 8601 writes with four digits. */
const LAST_SECOND = 253_402_300_800;

function expOf(payload: string): number | undefined {
  try {
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return undefined;
    return typeof claims.exp === 'number' ? claims.exp : undefined;
  } catch {
    return undefined;
  }
}
