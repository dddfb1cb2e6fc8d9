import type { HttpResponse } from './http-response.ts';

const LIMIT = 64 * 1024;

/**
 * The codes in a registry's error answer that the distribution spec names. Only these: other text
 * of a server stays out of logs.
 *
 * Codes: https://distribution.github.io/distribution/spec/api/#errors-2
 */
export async function errorCodes(response: HttpResponse): Promise<readonly string[]> {
  let body: unknown;
  try {
    body = JSON.parse((await response.bytes(LIMIT)).toString()) as unknown;
  } catch {
    await response.discard();
    return [];
  }
  return [...new Set(candidates(body))].filter(code => KNOWN.has(code));
}

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
