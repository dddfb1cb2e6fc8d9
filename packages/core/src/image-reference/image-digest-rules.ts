import { isBlotted, type Part } from './image-reference-parts.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import { sliceOf } from './image-path-rules.ts';
import { quoted } from '../quoted.ts';

const LENGTHS = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);
const FORM = 'Write it as "sha256:" and 64 hexadecimal digits';

/** What is wrong with the digest, by https://github.com/opencontainers/go-digest. */
export function* digestProblems(digest: Part, tag?: Part): Generator<ImageReferenceProblem> {
  const colon = digest.text.indexOf(':');
  if (colon === -1) {
    yield withoutAlgorithm(digest, tag);
    return;
  }
  const algorithm = digest.text.slice(0, colon);
  yield* algorithmProblems(sliceOf(digest, 0, colon));
  const length = LENGTHS.get(algorithm.toLowerCase());
  yield* digitProblems(sliceOf(digest, colon + 1, digest.text.length), length);
}

function withoutAlgorithm(digest: Part, tag: Part | undefined): ImageReferenceProblem {
  const { text, raw } = digest;
  if (text === '') {
    const message = `"" is not a digest. ${FORM}, or leave the "@" out.`;
    return problemIn(digest, { code: 'DIGEST_LENGTH', from: -1, message, replacement: '' });
  }
  const algorithm = [...LENGTHS.keys()].find(name => LENGTHS.get(name) === text.length);
  if (algorithm !== undefined && /^[a-fA-F0-9]+$/.test(text)) {
    const replacement = `${algorithm}:${text}`;
    const message = `${quoted(raw)} has no algorithm. Use ${quoted(replacement)}.`;
    return problemIn(digest, { code: 'DIGEST_ALGORITHM', message, replacement });
  }
  const isTag = tag === undefined && /^\w[\w.-]{0,127}$/.test(text) && !isBlotted(digest);
  const nextStep = isTag ? `Use ${quoted(`:${text}`)} if it is a tag` : FORM;
  const message = `${quoted(raw)} is not a digest: it has no algorithm. ${nextStep}.`;
  const replacement = isTag ? `:${text}` : undefined;
  return problemIn(digest, { code: 'DIGEST_ALGORITHM', from: -1, message, replacement });
}

function* algorithmProblems(algorithm: Part): Generator<ImageReferenceProblem> {
  const { text, raw } = algorithm;
  if (LENGTHS.has(text) || isBlotted(algorithm)) return;
  const lowercase = text.toLowerCase();
  if (LENGTHS.has(lowercase)) {
    const message = `${quoted(raw)} has uppercase letters. Use ${quoted(lowercase)}.`;
    yield problemIn(algorithm, { code: 'DIGEST_UPPERCASE', message, replacement: lowercase });
    return;
  }
  const message = `${quoted(raw)} is not an algorithm for digests. Use sha256, sha384 or sha512.`;
  yield problemIn(algorithm, { code: 'DIGEST_ALGORITHM', message });
}

function* digitProblems(
  digits: Part,
  length: number | undefined,
): Generator<ImageReferenceProblem> {
  for (const { 0: text, index } of digits.text.matchAll(/[^a-fA-F0-9]+/g)) {
    const place = { from: index, to: index + text.length };
    const message = `${quoted(text)} cannot be in a digest. Use the digits 0 to 9 and a to f.`;
    yield problemIn(digits, { code: 'DIGEST_CHAR', ...place, message });
  }
  if (/[A-F]/.test(digits.text)) {
    const replacement = digits.raw.replace(/[A-F]+/g, letters => letters.toLowerCase());
    const message = `${quoted(digits.raw)} has uppercase letters. Use ${quoted(replacement)}.`;
    yield problemIn(digits, { code: 'DIGEST_UPPERCASE', message, replacement });
  }
  if (length !== undefined && digits.text.length !== length && !isBlotted(digits)) {
    const message = `${quoted(digits.raw)} has ${digits.text.length} digits. Use all ${length} of them.`;
    yield problemIn(digits, { code: 'DIGEST_LENGTH', message });
  }
}
