import { isBlotted, type Part } from './image-reference-parts.ts';
import { problemIn, type ImageReferenceProblem } from './image-reference-problem.ts';
import { quoted } from '../quoted.ts';

const ALLOWED = 'Use 1 to 128 letters, digits, "_", "." or "-"';
const MAX_LENGTH = 128;

/** What is wrong with the tag. */
export function* tagProblems(tag: Part): Generator<ImageReferenceProblem> {
  const { text, raw } = tag;
  if (text === '') {
    const message = `"" is not a tag. ${ALLOWED}.`;
    yield problemIn(tag, { code: 'TAG_EMPTY', from: -1, message, replacement: '' });
  }
  const start = /^[.-]+/.exec(text)?.[0] ?? '';
  if (start !== '') {
    const replacement = start === text ? undefined : '';
    const message = `${quoted(raw)} begins with ${quoted(start)}. Begin a tag with a letter, a digit or "_".`;
    yield problemIn(tag, { code: 'TAG_INVALID_START', to: start.length, message, replacement });
  }
  yield* characterProblems(tag);
  if (text.length > MAX_LENGTH && !isBlotted(tag)) {
    const message = `${quoted(raw)} has ${text.length} characters. ${ALLOWED}.`;
    yield problemIn(tag, { code: 'TAG_TOO_LONG', message });
  }
}

function* characterProblems(tag: Part): Generator<ImageReferenceProblem> {
  for (const { 0: text, index } of tag.text.matchAll(/[^\w.-]+/g)) {
    const replacement = index === 0 ? '' : /^\++$/.test(text) ? '_' : '-';
    const nextStep = replacement === '' ? 'Remove it' : `Use ${quoted(replacement)}`;
    yield problemIn(tag, {
      code: 'TAG_INVALID_CHAR',
      from: index,
      to: index + text.length,
      message: `${quoted(text)} cannot be in a tag. ${nextStep}.`,
      replacement,
    });
  }
}
