import type { CodeEngineName } from './code-engine-name.ts';
import type {
  ImageReferenceProblem,
  ImageReferenceProblemCode,
} from './image-reference-problem.ts';
import type { ImageReferenceParts, Part } from './image-reference-parts.ts';

interface Place {
  /** What the problem is about. */
  readonly text: string;
  readonly parts: ImageReferenceParts;
  readonly name: CodeEngineName;
}

type Judgement = (
  problem: ImageReferenceProblem,
  place: Place,
) => ImageReferenceProblem | undefined;

/**
 * What Code Engine makes of something that docker refuses or remarks on. Its rules are looser in
 * places; since no client could pull such an image, a warning stays.
 */
export function judgeByCodeEngine(
  problem: ImageReferenceProblem,
  parts: ImageReferenceParts,
  name: CodeEngineName,
): ImageReferenceProblem | undefined {
  const judge = JUDGEMENTS.get(problem.code);
  if (judge === undefined) return problem;
  const { start } = parts.whole;
  const text = parts.whole.text.slice(problem.start - start, problem.end - start);
  return judge(problem, { text, parts, name });
}

const JUDGEMENTS = new Map<ImageReferenceProblemCode, Judgement>([
  ['HOST_INVALID_CHAR', (problem, { text }) => warningIf(/^_+$/.test(text), problem)],
  ['HOST_LABEL_DASH', judgeLabel],
  ['HOST_LABEL_LENGTH', judgeLabel],
  ['HOST_TOO_LONG', problem => ({ ...problem, severity: 'error' })],
  ['PATH_EMPTY_COMPONENT', judgeEdge],
  ['PATH_EDGE_SEPARATOR', judgeEdge],
  ['PATH_SEPARATOR_RUN', judgeRun],
  ['PATH_TOO_LONG', judgeLength],
  ['DIGEST_LENGTH', problem => warningIf(true, problem)],
  ['DIGEST_CHAR', (problem, { text }) => warningIf(/^[a-z0-9]+$/.test(text), problem)],
  // There is an error for this already.
  ['TAG_IGNORED_WITH_DIGEST', () => undefined],
]);

/** A table allows doubled periods and forbids a dash at the end; the prose says "a dash (.)". */
function judgeLabel(problem: ImageReferenceProblem, { text, parts }: Place): ImageReferenceProblem {
  if (text.startsWith('-')) return warningIf(true, problem);
  if (!text.startsWith('.')) return { ...problem, severity: 'error' };
  return warningIf(problem.start > (parts.host?.start ?? 0), problem);
}

function judgeEdge(problem: ImageReferenceProblem, { name }: Place): ImageReferenceProblem {
  return warningIf(isInside(problem, name.repository), problem);
}

function judgeRun(problem: ImageReferenceProblem, { text, name }: Place): ImageReferenceProblem {
  return warningIf(!text.includes('.') || isInside(problem, name.repository), problem);
}

/** The limit is said to be one of the repository; docker counts the namespace too. */
function judgeLength(problem: ImageReferenceProblem, { name }: Place): ImageReferenceProblem {
  return warningIf(name.repository.text.length <= 255, problem);
}

function isInside({ start, end }: ImageReferenceProblem, part: Part): boolean {
  return start > part.start && end < part.start + part.text.length;
}

function warningIf(isLooser: boolean, problem: ImageReferenceProblem): ImageReferenceProblem {
  return isLooser ? { ...problem, severity: 'warning' } : problem;
}
