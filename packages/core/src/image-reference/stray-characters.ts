import { asciiLookalike } from './ascii-lookalike.ts';
import {
  MAX_PROBLEMS_OF_A_KIND,
  problemIn,
  type ImageReferenceProblem,
} from './image-reference-problem.ts';
import type { Part } from './image-reference-parts.ts';
import { quoted } from '../quoted.ts';

// Bounded, so that a thousand openings without an end take no longer than others.
const PLACEHOLDER =
  /\$\{[^{}]{0,200}\}|\{\{[^{}]{0,200}\}\}|\$\([^()]{0,200}\)|<[^<>]{1,200}>|\$\w+|%\w{1,200}%/;
// Without named groups: `replace` with them takes ten times as long.
const STRAY = new RegExp(`${PLACEHOLDER.source}|\\s+|\\p{Cc}+|[^\\p{ASCII}\\s\\p{Cc}]+`, 'gu');

/**
 * Characters that no part of a reference may have, and placeholders that nobody has filled in;
 * those between `skipped.from` and `skipped.to` are passed over. Of each
 * kind only the first are told: there may be a million.
 */
export function* strayCharacters(
  whole: Part,
  skipped: { readonly from: number; readonly to: number },
): Generator<ImageReferenceProblem> {
  const counts = new Map<StrayKind, number>();
  for (const { 0: text, index } of whole.raw.matchAll(STRAY)) {
    if (index >= skipped.from && index < skipped.to) continue;
    const kind = kindOf(text);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    if (count >= MAX_PROBLEMS_OF_A_KIND) continue;
    const place = { from: index, to: index + text.length };
    yield problemIn(whole, { ...place, ...describe(kind, whole.raw, place) });
  }
}

/** Puts `0`, which may stand anywhere, in place of stray characters: the rest is judged without them. */
export function blotStrayCharacters(input: string): string {
  return input.replace(STRAY, stray => '0'.repeat(stray.length));
}

type StrayKind = 'placeholder' | 'space' | 'control' | 'foreign';

function kindOf(stray: string): StrayKind {
  if (/^[$%<{]/.test(stray)) return 'placeholder';
  if (/^\s/.test(stray)) return 'space';
  return /^\p{Cc}/u.test(stray) ? 'control' : 'foreign';
}

function describe(kind: StrayKind, input: string, place: { from: number; to: number }) {
  const text = input.slice(place.from, place.to);
  switch (kind) {
    case 'placeholder':
      return placeholder(text);
    case 'space':
      return space(input, place);
    case 'control':
      return control(text);
    case 'foreign':
      return foreign(text);
  }
}

function placeholder(text: string) {
  const message = `${quoted(text)} is a placeholder. Fill in its value before the image is used.`;
  return { code: 'TEMPLATE_PLACEHOLDER', message } as const;
}

function space(input: string, { from, to }: { from: number; to: number }) {
  const message = `${quoted(input.slice(from, to))} is white space. Remove it.`;
  // Between two words it may be worth more than its removal: "docker pull nginx".
  const isBesideWord = /[^/:@]/.test(input.charAt(from - 1)) && /[^/:@]/.test(input.charAt(to));
  return { code: 'WHITESPACE', message, replacement: isBesideWord ? undefined : '' } as const;
}

function control(text: string) {
  const message = `${quoted(text)} cannot be printed and is not allowed. Remove it.`;
  return { code: 'CONTROL_CHAR', message, replacement: '' } as const;
}

function foreign(text: string) {
  const replacement = asciiLookalike(text);
  const nextStep =
    replacement === undefined
      ? 'Use the letters a to z, digits and ".", "_", "-"'
      : replacement === ''
        ? 'Remove it'
        : `Use ${quoted(replacement)}`;
  const message = `${quoted(text)} is not ASCII. ${nextStep}.`;
  return { code: 'NON_ASCII', message, replacement } as const;
}
