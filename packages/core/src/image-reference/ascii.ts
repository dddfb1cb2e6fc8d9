// Character codes, for the scanners that read a character at a time.

export const DASH = 45;
export const DOT = 46;
export const SLASH = 47;
export const COLON = 58;
export const AT = 64;
export const OPENING_BRACKET = 91;
export const UNDERSCORE = 95;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isUppercase(code: number): boolean {
  return code >= 65 && code <= 90;
}

export function isLowercaseOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || isDigit(code);
}

export function isAlphanumeric(code: number): boolean {
  return isLowercaseOrDigit(code) || isUppercase(code);
}

export function isLowercaseHex(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102);
}

export function isHex(code: number): boolean {
  return isLowercaseHex(code) || (code >= 65 && code <= 70);
}
