import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * What a layer's file holds: noise that no one can compress, text that compresses to a third, or
 * program: what lies in the Node that runs, machine code and scripts, as most layers hold it.
 */
export type ContentKind = 'noise' | 'text' | 'program';

const CHUNK_SIZE = 1024 * 1024;

/** The same bytes for the same seed: noise and text on every machine, program with the same Node. */
export function* content(kind: ContentKind, seed: string, size: number): Generator<Buffer> {
  const next = { noise, text, program }[kind](seed);
  for (let left = size; left > 0; left -= CHUNK_SIZE) yield next(Math.min(left, CHUNK_SIZE));
}

function noise(seed: string): (size: number) => Buffer {
  const key = createHash('sha256').update(seed).digest();
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return size => cipher.update(Buffer.alloc(size));
}

/** Begins where the digits in the seed say, in units of 20 MiB. */
function program(seed: string): (size: number) => Buffer {
  const bytes = readFileSync(process.execPath);
  let position = Number(/\d+/.exec(seed)?.[0] ?? 0) * 20 * 1024 * 1024;
  return size => {
    const start = position % (bytes.length - size);
    position = start + size;
    return bytes.subarray(start, position);
  };
}

const SYLLABLES = 'an ber co der el fra gi har in jo ka lin mo nor pe qui ra sto ti ur'.split(' ');

/** Lines of made-up words; which word comes next is noise. */
function text(seed: string): (size: number) => Buffer {
  const next = noise(seed);
  return size => {
    const choices = next(size);
    const bytes = Buffer.alloc(size);
    let end = 0;
    for (let at = 0; end < size; at++) {
      const choice = choices[at] ?? 0;
      const gap = choice % 5 === 0 ? (choice % 3 === 0 ? '\n' : ' ') : '';
      end += bytes.write(`${SYLLABLES[choice % SYLLABLES.length] ?? ''}${gap}`, end, 'latin1');
    }
    return bytes;
  };
}
