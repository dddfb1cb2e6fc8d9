import { checkCredentialHost, InvalidInputError, loginWith } from '@berth/core';
import type { Credential, RegistryLogin } from '@berth/core';
import type { ExchangeOptions } from './exchange-options.ts';

/**
 * The login that a registry takes for a credential of any kind, traded at the cloud's token service
 * where the registry does not take the credential itself.
 *
 * @throws RegistryRequestError when a token service refuses or cannot be asked.
 * @throws InvalidInputError when the credential and the registry do not belong together.
 */
export async function exchangeLogin(
  credential: Credential,
  options: ExchangeOptions,
): Promise<RegistryLogin> {
  checkCredentialHost(credential, options.server);
  // Each exchange is loaded by the logins that need it only.
  switch (credential.kind) {
    case 'password':
    case 'google-key':
    case 'azure-service-principal':
    case 'iam-api-key':
      return loginWith(credential, options.server);
    case 'aws-keys':
    case 'aws-role':
      return (await import('./aws/aws-login.ts')).awsLogin(credential, options);
    case 'google-federation':
      return (await import('./google/google-login.ts')).googleLogin(credential, options);
    case 'azure-federation':
      return (await import('./azure/azure-login.ts')).azureLogin(credential, options);
    case 'docker-hub-connection':
      return (await import('./docker-hub-login.ts')).dockerHubLogin(credential, options);
    case 'node-role':
      throw new InvalidInputError(
        `A credential of kind "node-role" makes no login for "${options.server}": only the cluster's nodes have that role. Use a credential with a secret, or one that an identity token is traded for.`,
      );
  }
}
