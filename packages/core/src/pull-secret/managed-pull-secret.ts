import { InvalidInputError } from '../invalid-input-error.ts';
import { quoted } from '../quoted.ts';

const PREFIX = 'ce-auto-';

/**
 * The name of the pull secret that IBM Code Engine makes and renews by itself for the registry of
 * its own account, by region: `ce-auto-icr-private-us-south`.
 *
 * Source: https://cloud.ibm.com/docs/codeengine?topic=codeengine-add-registry
 */
export function managedPullSecretName(region: string): string {
  if (/^[a-z]{2,}(?:-[a-z0-9]+)*$/.test(region)) return `${PREFIX}icr-private-${region}`;
  throw new InvalidInputError(
    `Invalid region ${quoted(region)}: it is not a region of IBM Cloud. Use one such as "us-south".`,
    { field: 'region' },
  );
}

/** Whether a pull secret of this name belongs to IBM Code Engine, and is only to be read. */
export function isManagedPullSecretName(name: string): boolean {
  return name.startsWith(PREFIX);
}
