import type { AzureFederationCredential, RegistryLogin } from '@berth/core';
import type { ExchangeOptions } from './exchange-options.ts';

export function azureLogin(
  credential: AzureFederationCredential,
  { server }: ExchangeOptions,
): Promise<RegistryLogin> {
  return Promise.reject(
    new Error(`There is no exchange of "${credential.kind}" for "${server}" yet.`),
  );
}
