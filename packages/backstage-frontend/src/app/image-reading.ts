import {
  checkImageReference,
  InvalidInputError,
  parseImageReference,
  type ImageReference,
  type ImageReferenceProblem,
} from '@berth/core';

export interface ImageReading {
  readonly problems: readonly ImageReferenceProblem[];
  /** Absent where an error keeps the image from being pulled. */
  readonly reference?: ImageReference;
}

/** What is wrong with an image reference, and what it means. */
export function readImage(text: string): ImageReading {
  const problems = checkImageReference(text);
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  try {
    return { problems, reference: parseImageReference(text) };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { problems };
  }
}

/** The text with what a problem offers in place of what is wrong. */
export function withFix(text: string, fix: NonNullable<ImageReferenceProblem['fix']>): string {
  return text.slice(0, fix.start) + fix.text + text.slice(fix.end);
}

/** The pieces of a text, in order, and whether a problem is about them. */
export function markedPieces(
  text: string,
  problems: readonly ImageReferenceProblem[],
): readonly { readonly text: string; readonly isMarked: boolean }[] {
  const edges = problems.flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, ...edges, text.length])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => ({
    text: text.slice(start, cuts[index + 1]),
    isMarked: problems.some(problem => problem.start <= start && start < problem.end),
  }));
}
