import { expect, test, vi } from 'vitest';
import { checkImageReference } from './check-image-reference.ts';
import { parseImageReference } from './image-reference.ts';
import { InvalidInputError } from '../invalid-input-error.ts';

const LENGTH = 30_000;
const PIECES = [
  'a',
  '-',
  '_',
  '.',
  ':',
  '@',
  '/',
  '[',
  'a-',
  'a.',
  'a/',
  'Aä',
  '${a',
  '{{a',
  '<',
  '%a',
  ' a',
];
const HOSTILE = PIECES.flatMap(piece => {
  const long = piece.repeat(LENGTH / piece.length);
  return [long, `h/${long}!`, `a.b${long}/c!`, `a:${long}!`, `a@sha256:${long}!`];
});

// Far more than needed: an expression that backtracks would take hours over any of these.
test('reads hostile input in linear time', { timeout: 30_000 }, () => {
  for (const input of HOSTILE) expect(() => parseImageReference(input)).toThrow(InvalidInputError);
});

test.each(['docker', 'podman', 'code-engine'] as const)(
  'reports few problems of hostile input: %s',
  { timeout: 30_000 },
  profile => {
    for (const input of HOSTILE) {
      const problems = checkImageReference(input, { profile });
      expect(problems.length).toBeLessThanOrEqual(100);
      expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
    }
  },
);

test('keeps the error behind a thousand warnings', () => {
  const problems = checkImageReference(`${`${'x'.repeat(64)}.`.repeat(1000)}-a/b:1`);
  expect(problems.filter(({ code }) => code === 'HOST_LABEL_LENGTH')).toHaveLength(20);
  expect(problems.map(({ code }) => code)).toContain('HOST_LABEL_DASH');
});

// Each of these has half a million problems, of which an error shows one. A message quotes.
test.each(['— ', 'а/', 'A/'])('builds no message that nobody reads: %j', piece => {
  const input = piece.repeat(1 << 19);
  const quotes = vi.spyOn(JSON, 'stringify');

  expect(() => parseImageReference(input)).toThrow(InvalidInputError);
  expect(quotes.mock.calls.length).toBeLessThan(200);
  quotes.mockRestore();
});
