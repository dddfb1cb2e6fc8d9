import { canonicalHost, InvalidInputError } from '@berth/core';

/** The cloud that a registry of Azure is in, and whom to ask there. */
export interface AzureCloud {
  /** Where Microsoft Entra ID is: `login.microsoftonline.com`. */
  readonly authority: string;
  /** What an identity token must be for. */
  readonly audience: string;
  /** What the access token is for. */
  readonly scope: string;
  /** `acme.azurecr.io`, also for a host of one region: that one is where tokens are traded. */
  readonly loginServer: string;
}

type Cloud = Omit<AzureCloud, 'loginServer'>;

/**
 * Hosts: https://learn.microsoft.com/en-us/entra/identity-platform/authentication-national-cloud;
 * audiences: https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations;
 * scopes: `ContainerRegistryAudience` of the Azure SDK, which names the resource manager's for the
 * national clouds.
 */
const CLOUDS: ReadonlyMap<string, Cloud> = new Map([
  [
    'io',
    {
      authority: 'login.microsoftonline.com',
      audience: 'api://AzureADTokenExchange',
      scope: 'https://containerregistry.azure.net/.default',
    },
  ],
  [
    'cn',
    {
      authority: 'login.chinacloudapi.cn',
      audience: 'api://AzureADTokenExchangeChina',
      scope: 'https://management.chinacloudapi.cn/.default',
    },
  ],
  [
    'us',
    {
      authority: 'login.microsoftonline.us',
      audience: 'api://AzureADTokenExchangeUSGov',
      scope: 'https://management.usgovcloudapi.net/.default',
    },
  ],
]);

/** @throws InvalidInputError for a host that is no login server of a cloud that there is. */
export function azureCloudOf(server: string): AzureCloud {
  const host = canonicalHost(server).replace(/:443$/, '');
  const [, name, suffix = ''] = LOGIN_SERVER.exec(host) ?? [];
  const cloud = CLOUDS.get(suffix);
  if (cloud !== undefined) return { ...cloud, loginServer: `${name}.azurecr.${suffix}` };
  const reason =
    suffix === 'de' ? 'Microsoft closed its German cloud in 2021' : 'this is no login server of it';
  throw new InvalidInputError(
    `Invalid Azure registry "${host}": ${reason}. Use the login server, such as name.azurecr.io.`,
  );
}

const LOGIN_SERVER = /^([a-z0-9-]+)(?:\.[a-z0-9]+\.geo)?\.azurecr\.(io|cn|us|de)$/;
