import type { RegistryRequestErrorCode } from '@berth/registry-client';
import { checkVerdict, type CheckFindings, type CheckVerdict } from './check-verdict.ts';

const REFUSALS: ReadonlySet<RegistryRequestErrorCode> = new Set([
  ...(['unauthorized', 'denied', 'not-found'] as const),
]);

/**
 * The verdict on findings. Many registries answer alike to what is gone and to what may not be
 * pulled: where the rest is as it should be, a repository that is refused makes nobody ill; it is
 * told, and tried again.
 *
 * @param now milliseconds since 1970
 */
export function rememberedVerdict(
  findings: CheckFindings,
  tried: { readonly repository: string | undefined; readonly hasLogin: boolean },
  now: number,
): CheckVerdict {
  const { repository, hasLogin } = tried;
  const { failure, ...rest } = findings;
  const isRefused = failure?.step === `pull:${repository}` && REFUSALS.has(failure.error.code);
  if (!isRefused || repository === undefined) return checkVerdict(findings, now);
  if (hasLogin && findings.identity !== 'proven') {
    const verdict = checkVerdict(findings, now);
    return { ...verdict, nextStep: sentences(verdict.nextStep, IF_GONE) };
  }
  const verdict = checkVerdict(rest, now);
  const cause = `The repository "${repository}" was pulled before, and is refused now.`;
  const proven = hasLogin ? 'The login itself is proven.' : undefined;
  return {
    ...verdict,
    cause: sentences(verdict.cause, cause, proven),
    nextStep: verdict.nextStep ?? 'Allow pulling it again, or check with another repository.',
  };
}

const IF_GONE = 'If the repository is gone, check with another one.';

function sentences(...texts: readonly (string | undefined)[]): string {
  return texts.filter(text => text !== undefined).join(' ');
}
