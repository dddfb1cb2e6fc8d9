/** One header block of a tar archive; what follows it is `size` bytes, padded to whole blocks. */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
  readonly kind: TarEntryKind;
  /** Where a link leads. */
  readonly target: string;
}

export type TarEntryKind =
  | 'file'
  | 'folder'
  | 'link'
  | 'symlink'
  | 'pax'
  | 'pax-global'
  | 'long-name'
  | 'long-target'
  | 'other';

export const BLOCK_SIZE = 512;

const KINDS: ReadonlyMap<string, TarEntryKind> = new Map([
  ['\0', 'file'],
  ['0', 'file'],
  ['7', 'file'],
  ['1', 'link'],
  ['2', 'symlink'],
  ['5', 'folder'],
  ['x', 'pax'],
  ['g', 'pax-global'],
  ['L', 'long-name'],
  ['K', 'long-target'],
]);

/**
 * Decodes a header block of the formats v7, ustar, pax and GNU. Undefined for the block of zeros
 * that ends an archive; throws a RangeError that says what is wrong with the block.
 *
 * Format: https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  const sum = checksum(block);
  if (sum === EMPTY_CHECKSUM && block.every(byte => byte === 0)) return undefined;
  if (number(block, 148, 8) !== sum) throw new RangeError('its checksum is wrong');

  const base = text(block, 0, 100);
  // GNU's older format keeps times where POSIX keeps the start of the name.
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? text(block, 345, 155) : '';
  const name = prefix === '' ? base : `${prefix}/${base}`;
  const kind = KINDS.get(String.fromCharCode(block[156] ?? 0)) ?? 'other';
  return {
    name,
    size: number(block, 124, 12),
    // Before POSIX a folder was a file whose name ends in a slash.
    kind: kind === 'file' && name.endsWith('/') ? 'folder' : kind,
    target: text(block, 157, 100),
  };
}

// The checksum counts its own eight bytes as spaces.
const EMPTY_CHECKSUM = 8 * 32;

function checksum(block: Buffer): number {
  let sum = EMPTY_CHECKSUM;
  for (let index = 0; index < BLOCK_SIZE; index++) {
    if (index < 148 || index >= 156) sum += block[index] ?? 0;
  }
  return sum;
}

function text(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}

function number(block: Buffer, start: number, length: number): number {
  const field = block.subarray(start, start + length);
  if (((field[0] ?? 0) & 0x80) !== 0) return binaryNumber(field);
  const digits = field.toString('latin1').replace(/^[ \0]+|[ \0]+$/g, '');
  if (!/^[0-7]*$/.test(digits)) throw new RangeError('it has a number that is not octal');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

// GNU's form for what eleven octal digits cannot hold: big-endian behind a first bit that is set.
function binaryNumber(field: Buffer): number {
  const bytes = Buffer.from(field);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  const value = Number(BigInt(`0x${bytes.toString('hex')}`));
  if (!Number.isSafeInteger(value)) throw new RangeError('it has a number beyond all sizes');
  return value;
}
