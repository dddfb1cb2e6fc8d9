import { Secret } from '@berth/core';
import {
  askTokenService,
  unusableAnswer,
  type ExchangeOptions,
  type IdentityTokenSource,
  type TokenServiceAnswer,
  type TokenServiceRefusal,
} from '@berth/registry-client';
import { maskSecret } from './mask.ts';

/**
 * Asks GitHub for tokens that say which job of which workflow this is.
 *
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubIdentity(
  options: Pick<ExchangeOptions, 'caCertificate' | 'session'>,
): IdentityTokenSource {
  return async audience => {
    const answer = await askTokenService(() => request(audience), { ...options, explain });
    const token = answer.fields['value'];
    if (typeof token !== 'string' || token === '') {
      throw unusableAnswer(answer, 'an identity token');
    }
    maskSecret(token);
    return new Secret(token);
  };
}

function request(audience: string) {
  const url = new URL(process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  url.searchParams.set('audience', audience);
  const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
  return { method: 'GET', url: url.href, headers: { authorization: `Bearer ${token}` } } as const;
}

function explain({ status }: TokenServiceAnswer): TokenServiceRefusal | undefined {
  if (status !== 401 && status !== 403) return undefined;
  return {
    code: 'denied',
    what: 'gives this job no identity token',
    nextStep: 'Check that the job has "permissions: id-token: write", and run it again',
  };
}
