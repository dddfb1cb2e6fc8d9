import { isBlotted, type Part } from './image-reference-parts.ts';
import {
  MAX_PROBLEMS_OF_A_KIND,
  problemIn,
  type ImageReferenceProblem,
} from './image-reference-problem.ts';
import { quoted } from '../quoted.ts';

const ALLOWED = 'Use lowercase letters and digits, joined by ".", "_", "__" or "-"';

/** What is wrong with the path of the repository, but for its length. */
export function* pathProblems(path: Part): Generator<ImageReferenceProblem> {
  if (path.text === '') {
    const message = `"" is not a repository name. ${ALLOWED}.`;
    yield problemIn(path, { code: 'PATH_EMPTY_COMPONENT', message });
    return;
  }
  yield* slashProblems(path);
  yield* characterProblems(path);
  yield* componentProblems(path);
}

function* componentProblems(path: Part): Generator<ImageReferenceProblem> {
  let start = 0;
  let uppercase = 0;
  for (const component of path.text.split('/')) {
    const end = start + component.length;
    if (/[A-Z]/.test(component) && uppercase < MAX_PROBLEMS_OF_A_KIND) {
      uppercase++;
      yield uppercaseProblem(sliceOf(path, start, end));
    }
    if (/[._-]/.test(component)) yield* separatorProblems(sliceOf(path, start, end));
    start = end + 1;
  }
}

/** What is wrong with the length of the path, `library/` included where docker puts it in front. */
export function* pathLengthProblems(path: Part, prefix: string): Generator<ImageReferenceProblem> {
  const length = prefix.length + path.text.length;
  if (length <= 255 || isBlotted(path)) return;
  const message = `${quoted(path.raw)} makes a repository of ${length} characters. Use at most 255.`;
  yield problemIn(path, { code: 'PATH_TOO_LONG', message });
}

export function sliceOf(part: Part, from: number, to: number): Part {
  const { component, start, raw, text } = part;
  return { component, start: start + from, raw: raw.slice(from, to), text: text.slice(from, to) };
}

function* slashProblems(path: Part): Generator<ImageReferenceProblem> {
  const { length } = path.text;
  const message = `${quoted(path.raw)} has nothing between or beside its slashes. Divide names by one "/".`;
  for (const { 0: slashes, index } of path.text.matchAll(/\/+/g)) {
    const end = index + slashes.length;
    const isInside = index > 0 && end < length;
    if (isInside && slashes.length === 1) continue;
    const replacement = slashes.length === length ? undefined : isInside ? '/' : '';
    yield problemIn(path, {
      code: 'PATH_EMPTY_COMPONENT',
      from: index,
      to: end,
      message,
      replacement,
    });
  }
}

function* characterProblems(path: Part): Generator<ImageReferenceProblem> {
  for (const { 0: text, index } of path.text.matchAll(/[^a-zA-Z0-9._/-]+/g)) {
    const replacement = text === '\\' ? '/' : undefined;
    const nextStep = replacement === undefined ? ALLOWED : 'Use "/"';
    yield problemIn(path, {
      code: 'PATH_INVALID_CHAR',
      from: index,
      to: index + text.length,
      message: `${quoted(text)} cannot be in a repository name. ${nextStep}.`,
      replacement,
    });
  }
}

function uppercaseProblem(component: Part): ImageReferenceProblem {
  const replacement = component.raw.replace(/[A-Z]+/g, letters => letters.toLowerCase());
  const message = `${quoted(component.raw)} has uppercase letters. Use ${quoted(replacement)}.`;
  return problemIn(component, { code: 'PATH_UPPERCASE', message, replacement });
}

function* separatorProblems(component: Part): Generator<ImageReferenceProblem> {
  const { text, raw } = component;
  for (const { 0: run, index } of text.matchAll(/[._-]+/g)) {
    const place = { from: index, to: index + run.length };
    if (index === 0 || place.to === text.length) {
      const replacement = run.length === text.length ? undefined : '';
      const message = `${quoted(raw)} begins or ends with ${quoted(run)}. Use a letter or a digit there.`;
      yield problemIn(component, { code: 'PATH_EDGE_SEPARATOR', ...place, message, replacement });
    } else if (!/^(?:[._]|__|-+)$/.test(run)) {
      const replacement = shortened(run);
      const message = `${quoted(run)} cannot join two words. Use ${quoted(replacement)}.`;
      yield problemIn(component, { code: 'PATH_SEPARATOR_RUN', ...place, message, replacement });
    }
  }
}

function shortened(run: string): string {
  if (/^\.+$/.test(run)) return '.';
  return /^_+$/.test(run) ? '__' : '-';
}
