import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parsePasted } from '@berth/core';

// Core does not export its lexer, so what `sh` makes of a password is compared through a command.

/** Repeats itself on every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    yield state >> 8;
  }
}

const PIECES = [
  'a',
  'B7',
  '%',
  '{',
  '!',
  "'",
  "'",
  '"',
  '"',
  '\\',
  '\\\\',
  "\\'",
  '\\"',
  '\\$',
  ':',
  '=',
  '~',
  '*',
  ' ',
];

function passwords(count: number): string[] {
  const random = numbers(42);
  return Array.from({ length: count }, () => {
    const length = 2 + (random.next().value % 10);
    const pieces = Array.from({ length }, () => PIECES[random.next().value % PIECES.length] ?? '');
    return `x${pieces.join('')}`;
  });
}

test('words are split and unquoted as sh does', () => {
  let compared = 0;
  for (const written of passwords(1_500)) {
    const words = wordsOf(written);
    // One word before the server: everything else is no password in a command.
    if (
      words?.length !== 2 ||
      words[1] !== 'ghcr.io' ||
      words[0] === undefined ||
      words[0] !== words[0].trim()
    )
      continue;
    compared++;
    const { credentials } = parsePasted(`docker login -u ada -p ${written} ghcr.io`);
    const [credential] = credentials;
    const password = credential?.kind === 'password' ? credential.password.reveal() : undefined;
    expect({ written, password }).toEqual({ written, password: words[0] });
  }
  expect(compared).toBeGreaterThan(200);
});

function wordsOf(text: string): string[] | undefined {
  // Without `-f`, sh would expand `*` to the names of files.
  const { status, stdout } = spawnSync('sh', ['-fc', `printf '%s\\0' ${text} ghcr.io`], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.split('\0').slice(0, -1) : undefined;
}
