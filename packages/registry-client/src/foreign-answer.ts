import type { RegistryResponse } from './registry-request.ts';

/**
 * What an answer to `GET /v2/` brings that no registry sends; `undefined` where it may be one's.
 * Reads the body. A 200 has the version header, `{}`, JSON of another object, or nothing in it:
 * https://distribution.github.io/distribution/spec/api/#api-version-check
 */
export async function foreignAnswer(
  response: Pick<RegistryResponse, 'status' | 'headers' | 'bytes' | 'discard'>,
): Promise<'a web page' | 'something else' | undefined> {
  const { status, headers } = response;
  const type = headers['content-type'] ?? '';
  // First, since Quay sends its 200 as HTML.
  const known = headers['docker-distribution-api-version'] !== undefined;
  const html = !known && /^text\/html/i.test(type);
  if (known || html || status !== 200) {
    await response.discard();
    return html ? 'a web page' : undefined;
  }
  const text = (await response.bytes()).toString().trim();
  return /^(\{\s*\})?$/.test(text) || (/\bjson\b/i.test(type) && isObject(text))
    ? undefined
    : 'something else';
}

function isObject(text: string): boolean {
  try {
    JSON.parse(text);
    return text.startsWith('{');
  } catch {
    return false;
  }
}
