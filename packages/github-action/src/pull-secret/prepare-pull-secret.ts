import { info, setSecret, warning } from '@actions/core';
import { pullSecret, type PullSecret } from '@berth/core';
import {
  prepareDelivery,
  type DeliveredNamespace,
  type PreparedDelivery,
} from '@berth/kubernetes-client';
import type { PullSecretInput } from '../inputs/pull-secret-input.ts';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';
import type { Result } from '../result.ts';
import { writePullSecretFile } from './pull-secret-file.ts';
import { warnOfEnd } from './warn-of-end.ts';

export interface PreparedPullSecret {
  /** Writes it everywhere, and notes in the result where it is now. */
  write(result: Pick<Result, 'pullSecret'>): Promise<void>;
}

/** Makes the pull secret, and asks the cluster whether it would take it; nothing is written yet. */
export async function preparePullSecret(
  input: PullSecretInput,
  registries: readonly ProvenRegistry[],
  skipped: readonly string[],
): Promise<PreparedPullSecret> {
  const logins = registries.map(({ login }) => login);
  const secret = pullSecret({ name: input.name, logins });
  // Base64 is no encryption: whoever sees the data has every password.
  setSecret(secret.data['.dockerconfigjson'].reveal());
  warnOfEnd(registries);
  const delivery = await prepare(input, secret, skipped);
  return {
    async write(result) {
      const { name, file, format } = input;
      const namespaces: DeliveredNamespace[] = [];
      const written = file && writePullSecretFile(secret, { file, format });
      result.pullSecret = { name, file: written, namespaces };
      if (written) info(`Wrote the pull secret "${name}" to ${written}.`);
      await delivery?.write(delivered => {
        namespaces.push(delivered);
        info(describe(name, delivered));
      });
    },
  };
}

async function prepare(
  { target, file, name }: PullSecretInput,
  secret: PullSecret,
  skipped: readonly string[],
): Promise<PreparedDelivery | undefined> {
  const hosts = skipped.join(', ');
  if (file !== undefined && skipped.length > 0) {
    warning(
      `The pull secret "${name}" in ${file} is without the login to ${hosts}: where it is applied, that is taken away.`,
    );
  }
  if (!target) return undefined;
  if (skipped.length === 0) return prepareDelivery(target.cluster, { ...target, secret });
  warning(
    `The pull secret "${name}" is not delivered: without the login to ${hosts} it would take away what the cluster has.`,
  );
  return undefined;
}

function describe(name: string, delivered: DeliveredNamespace): string {
  const { namespace, outcome, takenOverFrom, changedServiceAccounts } = delivered;
  const from = takenOverFrom.length > 0 ? `, taken over from ${takenOverFrom.join(', ')}` : '';
  const accounts =
    changedServiceAccounts.length > 0
      ? `; added to the service accounts ${changedServiceAccounts.join(', ')}`
      : '';
  return `The pull secret "${name}" in the namespace "${namespace}": ${outcome}${from}${accounts}.`;
}
