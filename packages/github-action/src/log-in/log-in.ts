import { info, saveState, warning } from '@actions/core';
import type { SessionOptions } from '@berth/registry-client';
import { checkServes } from '../docker-config/check-serves.ts';
import { chooseConfig, exportConfig } from '../docker-config/docker-config-choice.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { proveLogins, type ProvenRegistry } from './prove-logins.ts';
import { storeLogins } from '../docker-config/store-logins.ts';
import { newTemporaryFolder } from '../temporary-folder.ts';
import { recordFileIn } from '../docker-config/undo-record.ts';
import type { RegistryWithLogin, UsableRegistry } from './with-credentials.ts';

export interface LoggedIn {
  readonly registries: readonly ProvenRegistry[];
  readonly configFolder: string | undefined;
}

/** Proves each login to its registry, and only then writes them all to the Docker config. */
export async function logIn(
  registries: readonly UsableRegistry[],
  inputs: Pick<Inputs, 'config' | 'logout'>,
  session: SessionOptions,
): Promise<LoggedIn> {
  if (registries.length === 0) return { registries: [], configFolder: undefined };
  const proven = await proveLogins(await withLogins(registries, session), session);

  // The state comes first: the post step must know of a change that is cut short.
  const jobFolder = inputs.logout ? newTemporaryFolder('job') : undefined;
  if (jobFolder !== undefined) saveState('undo', jobFolder);
  const config = await chooseConfig(inputs.config, jobFolder);
  await storeLogins(proven, { config, recordFile: jobFolder && recordFileIn(jobFolder) });
  for (const sentence of await checkServes(proven, config.file)) warning(sentence);
  exportConfig(config);

  tell(proven);
  return { registries: proven, configFolder: config.folder };
}

/** What is no login yet is traded for one. */
async function withLogins(
  registries: readonly UsableRegistry[],
  session: SessionOptions,
): Promise<readonly RegistryWithLogin[]> {
  const logins = registries.filter(registry => registry.login !== undefined);
  if (logins.length === registries.length) return logins;
  const { exchangeLogins } = await import('./exchange-logins.ts');
  return exchangeLogins(registries, session);
}

function tell(registries: readonly ProvenRegistry[]): void {
  for (const { host, login, proof, proven } of registries) {
    const message = `Logged in to ${host} as "${login.username}": ${proof}`;
    if (proven) info(message);
    else warning(message);
  }
}
