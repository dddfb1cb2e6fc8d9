import { describe, expect, test } from 'vitest';
import { corpus, Dice, mutate } from '../../test/image-reference-oracle/corpus.ts';
import { checkImageReference, type ImageReferenceProfile } from './check-image-reference.ts';
import { parseImageReference } from './image-reference.ts';
import type { ImageReferenceProblem } from './image-reference-problem.ts';

const dice = new Dice(42);
const INPUTS = corpus(6000, 1).flatMap(input => [input, mutate(dice, mutate(dice, input))]);

describe.each(['docker', 'podman', 'code-engine'] as const)('in the profile %s', profile => {
  const cases = INPUTS.map(input => ({ input, problems: checkImageReference(input, { profile }) }));

  test('problems lie inside the input, sorted by start, then code', () => {
    for (const { input, problems } of cases) {
      for (const { start, end, message } of problems) {
        const isInside = 0 <= start && start <= end && end <= input.length;
        expect.soft(isInside && !message.includes('undefined'), input).toBe(true);
      }
      const sorted = problems.toSorted(
        (a, b) => a.start - b.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
      );
      expect.soft(problems, input).toEqual(sorted);
    }
  });

  test('a fix removes its problem', () => {
    for (const { input, problems } of cases) {
      for (const problem of problems.filter(({ fix }) => fix !== undefined)) {
        const after = checkImageReference(mended(input, problem), { profile });
        expect
          .soft(
            after.filter(other => isStillThere(other, problem)),
            input,
          )
          .toEqual([]);
      }
    }
  });

  test('the fix of the only error leaves none', () => {
    for (const { input, problems } of cases) {
      const [error, ...others] = problems.filter(({ severity }) => severity === 'error');
      if (error?.fix === undefined || others.length > 0) continue;
      const result = mended(input, error);
      expect.soft(errorsOf(result, profile), input).toEqual([]);
      if (profile !== 'code-engine') expect.soft(isAccepted(result), input).toBe(true);
    }
  });
});

test('docker has an error exactly where parsing fails', () => {
  for (const input of INPUTS) {
    expect.soft(errorsOf(input, 'docker').length === 0, input).toBe(isAccepted(input));
  }
});

function errorsOf(input: string, profile: ImageReferenceProfile): ImageReferenceProblem[] {
  return checkImageReference(input, { profile }).filter(({ severity }) => severity === 'error');
}

function mended(input: string, { fix }: ImageReferenceProblem): string {
  return fix === undefined ? input : input.slice(0, fix.start) + fix.text + input.slice(fix.end);
}

function isStillThere(problem: ImageReferenceProblem, { code, fix }: ImageReferenceProblem) {
  if (problem.code !== code || fix === undefined) return false;
  if (fix.text === '') return problem.start <= fix.start && problem.end >= fix.start;
  return problem.start < fix.start + fix.text.length && problem.end > fix.start;
}

function isAccepted(input: string): boolean {
  try {
    parseImageReference(input);
    return true;
  } catch {
    return false;
  }
}
