import { codeEngineProblems } from './code-engine-rules.ts';
import { dockerProblems } from './docker-reference-rules.ts';
import { splitImageReference, type ImageReferenceParts } from './image-reference-parts.ts';
import {
  MAX_PROBLEMS_OF_A_KIND,
  problemIn,
  type ImageReferenceProblem,
} from './image-reference-problem.ts';
import { podmanProblems, portabilityProblems } from './podman-reference-rules.ts';
import { valueNamed } from '../known-name.ts';
import { quoted } from '../quoted.ts';
import { blotStrayCharacters, strayCharacters } from './stray-characters.ts';
import { endOfUserInfo } from './user-info.ts';

/**
 * Whose rules: docker's (and the kubelet's and containerd's), the stricter ones of podman, skopeo
 * and CRI-O, or those that IBM Code Engine documents.
 */
export type ImageReferenceProfile = 'docker' | 'podman' | 'code-engine';

type Rules = (parts: ImageReferenceParts) => Generator<ImageReferenceProblem>;

const PROFILES: Readonly<Record<ImageReferenceProfile, Rules>> = {
  *docker(parts) {
    yield* dockerProblems(parts);
    yield* portabilityProblems(parts);
  },
  *podman(parts) {
    yield* dockerProblems(parts);
    yield* podmanProblems(parts);
  },
  'code-engine': codeEngineProblems,
};

/**
 * Finds every problem of an image reference, sorted by start, then code.
 *
 * In the profile `docker`, unless another is given, there is an error exactly where
 * `parseImageReference` throws. Of more than 20 problems with the same code and severity, the first
 * 20 are reported. A fix removes its problem; where nothing else is wrong, the result is a reference
 * that the profile takes.
 *
 * Rules of Code Engine: https://cloud.ibm.com/docs/codeengine?topic=codeengine-add-registry. Where
 * they contradict themselves there is a warning, never an error; it has
 * no fix where only the owner of the image knows the right text.
 *
 * @throws InvalidInputError for an unknown profile
 */
export function checkImageReference(
  input: string,
  options: { readonly profile?: ImageReferenceProfile } = {},
): ImageReferenceProblem[] {
  const { profile = 'docker' } = options;
  valueNamed(PROFILES, profile, { what: 'profile of image references', field: 'profile' });
  const problems = findProblems(input, profile);
  const errors = problems.filter(isError).length;
  return problems.map(problem => {
    const others = isError(problem) ? errors - 1 : errors;
    return others > 0 || isMended(input, problem, profile) ? problem : withoutFix(problem);
  });
}

/** The problem that keeps docker from taking the reference, for a message of one sentence. */
export function firstErrorIn(input: string): ImageReferenceProblem | undefined {
  return findProblems(input, 'docker').find(isError);
}

function findProblems(input: string, profile: ImageReferenceProfile): ImageReferenceProblem[] {
  const counts = new Map<string, number>();
  const problems: ImageReferenceProblem[] = [];
  for (const problem of allProblems(input, profile)) {
    const kind = `${problem.code} ${problem.severity}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count <= MAX_PROBLEMS_OF_A_KIND) problems.push(problem);
  }
  return problems.sort((a, b) => a.start - b.start || (a.code < b.code ? -1 : 1));
}

function* allProblems(
  input: string,
  profile: ImageReferenceProfile,
): Generator<ImageReferenceProblem> {
  const whole = { component: 'reference', start: 0, raw: input, text: input } as const;
  if (input === '') {
    const message = '"" is not an image. Write it as "repository:tag" or "host/repository:tag".';
    yield problemIn(whole, { code: 'EMPTY', message });
    return;
  }
  const text = blotStrayCharacters(input);
  const scheme = /^[a-z0-9][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  const start = endOfUserInfo(text, scheme.length);
  // Nothing is said about single characters of a password.
  yield* strayCharacters(whole, { from: scheme.length, to: start });
  if (scheme !== '') {
    const message = `${quoted(input.slice(0, scheme.length - 2))} is not a registry host. Write it as "host" or "host:port", without a scheme.`;
    yield problemIn(whole, { code: 'SCHEME_PREFIX', to: scheme.length, message, replacement: '' });
  }
  if (start > scheme.length) {
    const message = `"…@" is a user name or password, which an image cannot have. Log in to the registry instead, and leave it out.`;
    const place = { from: scheme.length, to: start };
    yield problemIn(whole, { code: 'USER_INFO', ...place, message, replacement: '' });
  }
  yield* PROFILES[profile](splitImageReference(input, text, start));
}

function isError(problem: ImageReferenceProblem): boolean {
  return problem.severity === 'error';
}

function isMended(
  input: string,
  { code, fix }: ImageReferenceProblem,
  profile: ImageReferenceProfile,
): boolean {
  if (fix === undefined) return true;
  const { start, end, text } = fix;
  const problems = findProblems(input.slice(0, start) + text + input.slice(end), profile);
  return !problems.some(problem => {
    const isThere = problem.start <= start + text.length && problem.end >= start;
    return isError(problem) || (problem.code === code && isThere);
  });
}

function withoutFix(problem: ImageReferenceProblem): ImageReferenceProblem {
  const { code, severity, component, start, end, message } = problem;
  return { code, severity, component, start, end, message };
}
