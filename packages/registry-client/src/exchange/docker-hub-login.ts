import type { DockerHubConnectionCredential, RegistryLogin } from '@berth/core';
import type { ExchangeOptions } from './exchange-options.ts';

export function dockerHubLogin(
  credential: DockerHubConnectionCredential,
  { server }: ExchangeOptions,
): Promise<RegistryLogin> {
  return Promise.reject(
    new Error(`There is no exchange of "${credential.kind}" for "${server}" yet.`),
  );
}
