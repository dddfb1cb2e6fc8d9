// A multiple of three, so that no padding falls between two chunks; small enough for `apply`.
const CHUNK = 24_576;

/** Standard base64 with padding, on one line, of the text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let base64 = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    base64 += btoa(String.fromCharCode(...bytes.subarray(start, start + CHUNK)));
  }
  return base64;
}

/**
 * The text in standard base64 as Go's decoders read it: line breaks inside are skipped, nothing
 * else is. `undefined` where it is not base64; bytes that are not UTF-8 become U+FFFD.
 */
export function decodeBase64(
  base64: string,
  padding: 'required' | 'absent' = 'required',
): string | undefined {
  const digits = base64.replace(/[\r\n]/g, '');
  const form = padding === 'required' ? PADDED : UNPADDED;
  if (!form.test(digits) || (padding === 'required' && digits.length % 4 !== 0)) return undefined;
  if (digits.length % 4 === 1) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(atob(digits)));
}

const PADDED = /^[A-Za-z0-9+/]*={0,2}$/;
const UNPADDED = /^[A-Za-z0-9+/]*$/;

function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
