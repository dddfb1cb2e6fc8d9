import type { HttpResponse } from './http-response.ts';

const LIMIT = 64 * 1024;

/**
 * The codes in a registry's error answer that the distribution spec names, and those that stand for
 * what only its text says. Only these: other text of a server stays out of logs.
 *
 * Codes: https://distribution.github.io/distribution/spec/api/#errors-2
 */
export async function errorCodes(response: HttpResponse): Promise<readonly string[]> {
  let text: string;
  try {
    text = (await response.bytes(LIMIT)).toString();
  } catch {
    await response.discard();
    return [];
  }
  const codes = candidates(parsed(text)).filter(code => KNOWN.has(code));
  const meanings = MEANINGS.filter(([pattern]) => pattern.test(text)).map(([, code]) => code);
  return [...new Set([...codes, ...meanings])];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * What registries say under a code that means something else. GHCR: DENIED for a token without the
 * scope; ECR: DENIED for one that has ended; Harbor: UNAUTHORIZED and NOT_FOUND for a project that
 * is not there.
 */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/does not match expected scopes|insufficient[ _]scope/i, 'insufficient_scope'],
  [/token has expired|expired token|token is expired/i, 'token_expired'],
  [/\bproject [\w.-]+ not found\b/i, 'NAME_UNKNOWN'],
];

function candidates(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const errors = 'errors' in body && Array.isArray(body.errors) ? (body.errors as unknown[]) : [];
  const codes = errors.map(error =>
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined,
  );
  const oauth = 'error' in body ? body.error : undefined;
  return [...codes, oauth].filter(code => typeof code === 'string');
}

const KNOWN = new Set([
  ...['BLOB_UNKNOWN', 'BLOB_UPLOAD_INVALID', 'BLOB_UPLOAD_UNKNOWN', 'DIGEST_INVALID'],
  ...['MANIFEST_BLOB_UNKNOWN', 'MANIFEST_INVALID', 'MANIFEST_UNKNOWN', 'MANIFEST_UNVERIFIED'],
  ...['NAME_INVALID', 'NAME_UNKNOWN', 'RANGE_INVALID', 'SIZE_INVALID', 'TAG_INVALID'],
  ...['UNAUTHORIZED', 'DENIED', 'UNSUPPORTED', 'TOOMANYREQUESTS', 'UNAVAILABLE', 'UNKNOWN'],
  // Token servers that speak OAuth 2.0: https://www.rfc-editor.org/rfc/rfc6749#section-5.2
  ...['invalid_client', 'invalid_grant', 'invalid_request', 'invalid_scope', 'access_denied'],
  ...['unauthorized_client', 'unsupported_grant_type'],
]);
