/** The header block of a tar entry in the ustar format, with whatever a test wants to be odd. */
export function tarHeader(entry: {
  readonly name: string;
  readonly size: number;
  /** '0' file, '1' hard link, '2' symbolic link, '5' folder, 'x' pax, 'L' GNU long name, … */
  readonly type?: string;
  readonly target?: string;
}): Buffer {
  const block = Buffer.alloc(512);
  block.write(entry.name, 0, 100, 'utf8');
  block.write('0000644\0' + '0000000\0'.repeat(2), 100, 'latin1');
  writeSize(block, entry.size);
  block.write('00000000000\0' + ' '.repeat(8) + (entry.type ?? '0'), 136, 'latin1');
  block.write(entry.target ?? '', 157, 100, 'utf8');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** An entry with its content, padded to whole blocks. */
export function tarEntry(entry: {
  readonly name: string;
  readonly content?: string | Buffer;
  readonly type?: string;
  readonly target?: string;
}): Buffer {
  const bytes = Buffer.from(entry.content ?? '');
  const header = tarHeader({ ...entry, size: bytes.length });
  return Buffer.concat([header, bytes, tarPadding(bytes.length)]);
}

export function tarPadding(size: number): Buffer {
  return Buffer.alloc((512 - (size % 512)) % 512);
}

export const TAR_END = Buffer.alloc(1024);

// GNU's binary form where eleven octal digits do not do.
function writeSize(block: Buffer, size: number): void {
  if (size < 8 ** 11) {
    block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
    return;
  }
  block.writeUInt8(0x80, 124);
  block.writeUIntBE(size, 130, 6);
}
