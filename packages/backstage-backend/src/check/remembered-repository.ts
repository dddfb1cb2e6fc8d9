import type { RegistryRequestErrorCode } from '@berth/registry-client';
import { checkVerdict, type CheckFindings, type CheckVerdict } from './check-verdict.ts';

/** What a check says in which a repository was tried because it was proven once. */
export interface RememberedVerdict {
  readonly verdict: CheckVerdict;
  /** The repository, where it is not worth another try. */
  readonly gone?: string;
}

const REFUSALS: ReadonlySet<RegistryRequestErrorCode> = new Set([
  ...(['unauthorized', 'denied', 'not-found'] as const),
]);

/**
 * The verdict on findings. Many registries answer alike to what is gone and to what may not be
 * pulled: where the rest is as it should be, a repository that is refused makes nobody ill.
 *
 * @param now milliseconds since 1970
 */
export function rememberedVerdict(
  findings: CheckFindings,
  tried: { readonly repository: string | undefined; readonly hasLogin: boolean },
  now: number,
): RememberedVerdict {
  const { repository, hasLogin } = tried;
  const { failure, ...rest } = findings;
  const isRefused = failure?.step === `pull:${repository}` && REFUSALS.has(failure.error.code);
  if (!isRefused || repository === undefined) return { verdict: checkVerdict(findings, now) };
  if (hasLogin && findings.identity !== 'proven') {
    const verdict = checkVerdict(findings, now);
    return { verdict: { ...verdict, nextStep: sentences(verdict.nextStep, IF_GONE) } };
  }
  const verdict = checkVerdict(rest, now);
  const cause = `The repository "${repository}" was pulled before, and is refused now. It is not tried any more.`;
  return {
    verdict: {
      ...verdict,
      cause: sentences(verdict.cause, cause),
      nextStep: verdict.nextStep ?? 'Check with another repository.',
    },
    gone: repository,
  };
}

const IF_GONE = 'If the repository is gone, check with another one.';

function sentences(...texts: readonly (string | undefined)[]): string {
  return texts.filter(text => text !== undefined).join(' ');
}
