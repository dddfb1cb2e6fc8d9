/**
 * Whether deflate would find nothing in this block: it holds what is compressed or encrypted
 * already. Deflating it would take the longest of all contents and gain nothing.
 *
 * Counts bytes in samples across the block. In random data every value is about as frequent as the
 * next; text and machine code are several times off.
 */
export function looksRandom(block: Buffer): boolean {
  if (block.length < SAMPLES * SAMPLE_SIZE) return false;
  const counts = new Uint32Array(256);
  const stride = Math.floor((block.length - SAMPLE_SIZE) / (SAMPLES - 1));
  for (let start = 0; start <= block.length - SAMPLE_SIZE; start += stride) {
    for (const byte of block.subarray(start, start + SAMPLE_SIZE)) counts[byte]!++;
  }
  return counts.reduce((sum, count) => sum + count * count, 0) < MOST_PAIRS;
}

const SAMPLES = 16;
const SAMPLE_SIZE = 256;

// What uniform data of this length comes to, and a tenth more.
const SAMPLED = SAMPLES * SAMPLE_SIZE;
const MOST_PAIRS = (SAMPLED + (SAMPLED * SAMPLED) / 256) * 1.1;

/** Wraps content as deflate's blocks without compression, none of them the last. */
export function storedBlocks(content: Buffer): Buffer {
  const count = Math.ceil(content.length / MAX_STORED);
  const bytes = Buffer.allocUnsafe(content.length + count * STORED_HEADER);
  let end = 0;
  for (let start = 0; start < content.length; start += MAX_STORED) {
    const part = content.subarray(start, start + MAX_STORED);
    end = bytes.writeUInt8(0, end);
    end = bytes.writeUInt16LE(part.length, end);
    end = bytes.writeUInt16LE(~part.length & 0xffff, end);
    end += part.copy(bytes, end);
  }
  return bytes;
}

// https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4
const MAX_STORED = 0xffff;
const STORED_HEADER = 5;
