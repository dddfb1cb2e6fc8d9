import {
  COLON,
  DASH,
  DOT,
  isAlphanumeric,
  isDigit,
  isHex,
  isLowercaseOrDigit,
  isUppercase,
  OPENING_BRACKET,
} from './ascii.ts';

/**
 * What stands in front of the first slash: a `host`; a `path`, where docker takes it for a host
 * that then is none (`a_b.c`), so that only a path can save it; or a `namespace` of Docker Hub.
 */
export type HostKind = 'host' | 'path' | 'namespace';

/** Decides as docker does: a host has a dot, a colon or uppercase letters, or is `localhost`. */
export function hostKind(input: string, slash: number): HostKind {
  if (input.charCodeAt(0) === OPENING_BRACKET) return isIpv6Host(input, slash) ? 'host' : 'path';

  let looksLikeHost = slash === 9 && input.startsWith('localhost');
  let valid = true;
  let previous = DOT;
  for (let index = 0; index < slash; index++) {
    const code = input.charCodeAt(index);
    if (code === COLON) {
      return valid && isAlphanumeric(previous) && isPort(input, index + 1, slash) ? 'host' : 'path';
    }
    if (!isLowercaseOrDigit(code)) {
      if (code === DOT || isUppercase(code)) looksLikeHost = true;
      if (!mayFollow(previous, code)) valid = false;
    }
    previous = code;
  }
  if (!looksLikeHost) return 'namespace';
  return valid && isAlphanumeric(previous) ? 'host' : 'path';
}

function mayFollow(previous: number, code: number): boolean {
  if (code === DOT) return isAlphanumeric(previous);
  if (code === DASH) return previous !== DOT;
  return isUppercase(code);
}

/** Any hexadecimal digits and colons between brackets, as docker has it: `[:]` will do. */
function isIpv6Host(input: string, slash: number): boolean {
  const closing = input.indexOf(']');
  if (closing < 2 || closing > slash) return false;

  let looksLikeHost = closing + 1 < slash;
  for (let index = 1; index < closing; index++) {
    const code = input.charCodeAt(index);
    if (code === COLON || isUppercase(code)) looksLikeHost = true;
    if (code !== COLON && !isHex(code)) return false;
  }
  if (closing + 1 === slash) return looksLikeHost;
  return input.charCodeAt(closing + 1) === COLON && isPort(input, closing + 2, slash);
}

/** Any number of digits: docker leaves the range to whoever connects. */
function isPort(input: string, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    if (!isDigit(input.charCodeAt(index))) return false;
  }
  return end > start;
}
