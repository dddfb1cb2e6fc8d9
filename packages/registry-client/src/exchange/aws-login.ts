import type { AwsKeysCredential, AwsRoleCredential, RegistryLogin } from '@berth/core';
import type { ExchangeOptions } from './exchange-options.ts';

export function awsLogin(
  credential: AwsKeysCredential | AwsRoleCredential,
  { server }: ExchangeOptions,
): Promise<RegistryLogin> {
  return Promise.reject(
    new Error(`There is no exchange of "${credential.kind}" for "${server}" yet.`),
  );
}
