import type { Credential, RegistryLogin, Secret } from '@berth/core';
import { loginWith } from '@berth/core';
import type { SessionOptions } from '../connection.ts';

/** A token in which the platform says who the caller is: GitHub's OIDC token in a workflow. */
export type IdentityTokenSource = (audience: string) => Promise<Secret>;

export interface ExchangeOptions {
  /** The registry that the login is for; it decides region, cloud and scope. */
  readonly server: string;
  /** Needed by the kinds without a secret. */
  readonly identityToken?: IdentityTokenSource;
  /** PEM; trusted for the token services too, which a company's proxy may answer for. */
  readonly caCertificate?: string;
  readonly session?: SessionOptions;
}

/**
 * The login that a registry takes for a credential of any kind, traded at the cloud's token service
 * where the registry does not take the credential itself.
 *
 * @throws RegistryRequestError when a token service refuses or cannot be asked.
 * @throws InvalidInputError when the credential and the registry do not belong together.
 */
export async function exchangeLogin(
  credential: Credential,
  { server }: ExchangeOptions,
): Promise<RegistryLogin> {
  switch (credential.kind) {
    case 'password':
    case 'google-key':
    case 'azure-service-principal':
    case 'iam-api-key':
      return Promise.resolve(loginWith(credential, server));
    default:
      throw new Error(`There is no exchange for "${credential.kind}" yet.`);
  }
}
