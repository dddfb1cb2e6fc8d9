import { InvalidInputError, type Secret } from '@berth/core';
import { readTokenClaims } from '../authentication/token-claims.ts';
import type { ExchangeOptions } from './exchange-options.ts';

/**
 * The platform's token for this audience.
 *
 * @throws InvalidInputError where the caller has no source of such tokens.
 */
export async function identityTokenFor(
  audience: string,
  { identityToken, memory }: Pick<ExchangeOptions, 'identityToken' | 'memory'>,
): Promise<Secret> {
  if (identityToken === undefined) {
    throw new InvalidInputError(
      'A login without a stored secret needs an identity token, and there is none here. In a workflow, give the job "permissions: id-token: write"; elsewhere, use a credential with a secret.',
    );
  }
  const ask = () => identityToken(audience);
  return memory ? memory.remember(['identity token', audience], ask, endOf) : ask();
}

function endOf(token: Secret): number | undefined {
  const expires = readTokenClaims(token.reveal())?.expires;
  return expires === undefined ? undefined : expires * 1000;
}
