import { asciiLookalike } from './ascii-lookalike.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import type { Part } from './image-reference-parts.ts';
import { quoted } from '../quoted.ts';

// Bounded, so that a thousand openings without an end take no longer than others.
const PLACEHOLDER =
  /\$\{[^{}]{0,200}\}|\{\{[^{}]{0,200}\}\}|\$\([^()]{0,200}\)|<[^<>]{1,200}>|\$\w+|%\w{1,200}%/;
const STRAY = new RegExp(
  `(?<placeholder>${PLACEHOLDER.source})|(?<space>\\s+)|(?<control>\\p{Cc}+)|(?<foreign>[^\\p{ASCII}\\s\\p{Cc}]+)`,
  'gu',
);

/**
 * Characters that no part of a reference may have, and placeholders that nobody has filled in;
 * those between `skipped.from` and `skipped.to` are passed over.
 */
export function* strayCharacters(
  whole: Part,
  skipped: { readonly from: number; readonly to: number },
): Generator<ImageReferenceProblem> {
  for (const match of whole.raw.matchAll(STRAY)) {
    const [text] = match;
    const place = { from: match.index, to: match.index + text.length };
    if (place.from >= skipped.from && place.from < skipped.to) continue;
    if (match.groups?.['placeholder'] !== undefined) {
      yield problemIn(whole, { ...place, ...placeholder(text) });
    } else if (match.groups?.['space'] !== undefined) {
      yield problemIn(whole, { ...place, ...space(whole.raw, place) });
    } else if (match.groups?.['control'] !== undefined) {
      yield problemIn(whole, { ...place, ...control(text) });
    } else {
      yield problemIn(whole, { ...place, ...foreign(text) });
    }
  }
}

/** Puts `0`, which may stand anywhere, in place of stray characters: the rest is judged without them. */
export function blotStrayCharacters(input: string): string {
  return input.replace(STRAY, stray => '0'.repeat(stray.length));
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
