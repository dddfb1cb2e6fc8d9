import type { GoogleFederationCredential, RegistryLogin } from '@berth/core';
import type { ExchangeOptions } from './exchange-options.ts';

export function googleLogin(
  credential: GoogleFederationCredential,
  { server }: ExchangeOptions,
): Promise<RegistryLogin> {
  return Promise.reject(
    new Error(`There is no exchange of "${credential.kind}" for "${server}" yet.`),
  );
}
