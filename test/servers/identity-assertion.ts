import type { IdentityProvider, TokenProblem } from './identity-provider.ts';

/** Whom a cloud trusts to say who somebody is, and whom the token must be meant for. */
export interface Trust {
  readonly issuer: Pick<IdentityProvider, 'check'>;
  readonly audience: string;
}

export type AssertionFault = TokenProblem | 'audience';

/** Judges an identity token as a cloud does: https://www.rfc-editor.org/rfc/rfc7519#section-7.2 */
export function judgeAssertion(
  token: string | undefined | null,
  { issuer, audience }: Trust,
): { readonly subject: string } | { readonly fault: AssertionFault } {
  const verdict = issuer.check(token ?? '');
  if ('problem' in verdict) return { fault: verdict.problem };
  const { aud, sub } = verdict.claims;
  return [aud].flat().includes(audience) ? { subject: String(sub) } : { fault: 'audience' };
}
