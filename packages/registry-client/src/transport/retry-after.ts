/**
 * The seconds that a `Retry-After` header asks for; `undefined` when it asks nothing sensible.
 *
 * Seconds or an HTTP date: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 *
 * @param now milliseconds since 1970
 */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // Anything else that Date takes, such as "1.5" or "2030", was meant as something else.
  if (!/^[A-Za-z]{3,9},? .*GMT$|^[A-Za-z]{3} [A-Za-z]{3} .*\d{4}$/.test(text)) return undefined;
  const date = Date.parse(/GMT$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}
