/** One value of DER, the encoding of certificates (ITU-T X.690). */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
}

export const TAG = { objectId: 6, sequence: 0x30, set: 0x31, version: 0xa0 } as const;

/**
 * The values that stand one after the other in these bytes.
 *
 * @throws RangeError where the bytes end too early, or a length is written in a way of its own.
 */
export function derValues(bytes: Uint8Array): readonly Der[] {
  const values: Der[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { tag, start, end } = headAt(bytes, at);
    values.push({ tag, content: bytes.subarray(start, end) });
    at = end;
  }
  return values;
}

function headAt(bytes: Uint8Array, at: number) {
  const tag = byteAt(bytes, at);
  const first = byteAt(bytes, at + 1);
  const count = first < 0x80 ? 0 : first - 0x80;
  // Four bytes count 4 GiB; 0x80 is a length that is not told, which DER does not know.
  if (first === 0x80 || count > 4) throw new RangeError('The length cannot be read.');
  let length = count === 0 ? first : 0;
  for (let index = 0; index < count; index += 1) {
    length = length * 256 + byteAt(bytes, at + 2 + index);
  }
  const start = at + 2 + count;
  if (start + length > bytes.length) throw new RangeError('The value ends too early.');
  return { tag, start, end: start + length };
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('The bytes end too early.');
  return byte;
}

/** `2.5.4.3`, from its bytes. */
export function objectId({ content }: Der): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first = 0, ...others] = numbers;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...others].join('.');
}

const UTF_16 = new TextDecoder('utf-16be');
const UTF_8 = new TextDecoder();
const LATIN_1 = new TextDecoder('latin1');

/** The text of any of the string types of names. */
export function derText({ tag, content }: Der): string {
  switch (tag) {
    case 30: // BMPString
      return UTF_16.decode(content);
    case 20: // TeletexString, which everybody fills with Latin-1
      return LATIN_1.decode(content);
    default: // UTF8String, and what is a part of it: PrintableString, IA5String
      return UTF_8.decode(content);
  }
}

/** ISO 8601, from UTCTime (`260131120000Z`) or GeneralizedTime (`20600131120000Z`). */
export function derTime(value: Der): string {
  const text = derText(value);
  const isShort = value.tag === 23;
  const short = /^(\d\d)(?=\d{10}Z$)/.exec(text)?.[1];
  // RFC 5280 section 4.1.2.5.1: 50 to 99 are of the last century.
  const century = short !== undefined && Number(short) >= 50 ? '19' : '20';
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(isShort ? century + text : text);
  if (digits === null) throw new RangeError('The time cannot be read.');
  const [, year, month, day, hour, minute, second] = digits;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`).toISOString();
}
