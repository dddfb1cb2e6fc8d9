import { execFileSync } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BLOCK_SIZE, gzip } from './gzip.ts';

const noise = (size: number) =>
  createCipheriv('aes-256-ctr', Buffer.alloc(32), Buffer.alloc(16)).update(Buffer.alloc(size));
const text = (size: number) =>
  Buffer.from('the quick brown fox '.repeat(size / 20 + 1), 'latin1').subarray(0, size);

async function packed(...chunks: Buffer[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of gzip(Readable.from(chunks))) parts.push(part);
  return Buffer.concat(parts);
}

describe('unpacks to what went in', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a byte', Buffer.from('a')],
    ['text', text(3 * BLOCK_SIZE + 17)],
    ['noise', noise(3 * BLOCK_SIZE + 17)],
    ['exactly a block', text(BLOCK_SIZE)],
    ['a block of noise and one of text', Buffer.concat([noise(BLOCK_SIZE), text(BLOCK_SIZE)])],
  ])('%s', async (_, content) => {
    const bytes = await packed(content);
    expect(gunzipSync(bytes).equals(content)).toBe(true);
    // The reference implementation checks the member as a whole, and that nothing follows it.
    // Windows has none.
    if (process.platform === 'win32') return;
    expect(execFileSync('gzip', ['-dc'], { input: bytes, maxBuffer: 1e8 }).equals(content)).toBe(
      true,
    );
  });
});

test('gives the same bytes however the content is cut', async () => {
  const content = Buffer.concat([text(BLOCK_SIZE + 5), noise(BLOCK_SIZE), text(1000)]);
  const whole = await packed(content);
  const cuts = [1, 1000, BLOCK_SIZE, BLOCK_SIZE + 1].map(at => [
    content.subarray(0, at),
    content.subarray(at),
  ]);
  for (const parts of cuts) expect((await packed(...parts)).equals(whole)).toBe(true);
});

test('compresses text, and does not swell noise', async () => {
  expect((await packed(text(BLOCK_SIZE))).length).toBeLessThan(BLOCK_SIZE / 50);
  expect((await packed(noise(BLOCK_SIZE))).length).toBeLessThan(BLOCK_SIZE * 1.001);
});

test('passes on what fails on the way', async () => {
  const broken = async function* () {
    yield await Promise.resolve(text(10 * BLOCK_SIZE));
    throw new Error('the disk is gone');
  };
  const all = async () => {
    for await (const part of gzip(broken())) expect(part.length).toBeGreaterThan(0);
  };
  await expect(all()).rejects.toThrow('the disk is gone');
});
