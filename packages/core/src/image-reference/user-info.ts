/** Where the user name and password end that somebody put in front of the host; `from` without. */
export function endOfUserInfo(text: string, from: number): number {
  const at = lastAtWithoutDigest(text);
  if (at < from) return from;
  const before = text.slice(from, at);
  const after = text.slice(at + 1);
  if (after === '') return from;
  // "host:5000/app@1.2" has a tag behind the "@", and a port in front of it.
  const isLogin = after.includes('/') || /:(?!\d+\/)/.test(before);
  return isLogin || (!before.includes('/') && (from > 0 || isHost(after))) ? at + 1 : from;
}

/** The input without what stands before an `@`, which may be a password, unless a digest follows. */
export function withoutUserInfo(input: string): string {
  const at = lastAtWithoutDigest(input);
  return at === -1 ? input : `…${input.slice(at)}`;
}

function lastAtWithoutDigest(text: string): number {
  let end = text.length;
  for (let at = text.lastIndexOf('@'); at !== -1; at = text.lastIndexOf('@', at - 1)) {
    if (!looksLikeDigest(text.slice(at + 1, end))) return at;
    if (at === 0) return -1;
    end = at;
  }
  return -1;
}

function looksLikeDigest(text: string): boolean {
  if (/^sha(?:256|384|512)(?!\w)/i.test(text)) return true;
  return /^[a-f0-9]{32,}$/i.test(text.slice(text.indexOf(':') + 1));
}

/** A dot and letters behind it: `ghcr.io`, and not `1.27`. */
function isHost(text: string): boolean {
  return /^[a-z0-9.-]+$/i.test(text) && /\.[a-z]{2,}$/i.test(text);
}
