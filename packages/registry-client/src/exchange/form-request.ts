import type { TokenServiceRequest } from './token-service.ts';

/** A POST with a form, as OAuth 2.0 wants it: https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2 */
export function formRequest(
  url: string,
  form: Readonly<Record<string, string>>,
): TokenServiceRequest {
  return {
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  };
}
