export interface TokenClaims {
  /** Whom the token is for; absent or empty for nobody. */
  readonly subject?: string;
  /** What it allows: `repository:acme/api` → `pull`, `push`; absent where the token does not say. */
  readonly access?: ReadonlyMap<string, readonly string[]>;
  /** Seconds since 1970, as is `notBefore`. */
  readonly expires?: number;
  readonly notBefore?: number;
}

/**
 * Reads what a token says of itself; `undefined` when it is no JWT. The signature is not checked:
 * that is the registry's part.
 *
 * Claims: https://www.rfc-editor.org/rfc/rfc7519#section-4.1,
 * https://distribution.github.io/distribution/spec/auth/jwt/
 */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token)?.[1];
  if (payload === undefined) return undefined;
  const claims = parseObject(Buffer.from(payload, 'base64url').toString());
  if (claims === undefined) return undefined;
  const { sub, exp, nbf, access } = claims;
  return {
    ...(typeof sub === 'string' && { subject: sub }),
    ...(isTime(exp) && { expires: exp }),
    ...(isTime(nbf) && { notBefore: nbf }),
    ...(Array.isArray(access) && { access: new Map(access.flatMap(resourceOf)) }),
  };
}

/** A number of seconds that a `Date` can hold: a foreign token may name any. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resourceOf(entry: unknown): [string, string[]][] {
  if (!isObject(entry) || typeof entry['type'] !== 'string') return [];
  if (typeof entry['name'] !== 'string' || !Array.isArray(entry['actions'])) return [];
  const actions = entry['actions'].filter(action => typeof action === 'string');
  return [[`${entry['type']}:${entry['name']}`, actions]];
}
