import { info, saveState, warning } from '@actions/core';
import type { SessionOptions } from '@berth/registry-client';
import { checkServes } from '../docker-config/check-serves.ts';
import {
  checkConfigs,
  chooseConfig,
  exportConfig,
  type ConfigChoice,
} from '../docker-config/docker-config-choice.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { proveLogins, type ProvenRegistry } from './prove-logins.ts';
import { storeLogins } from '../docker-config/store-logins.ts';
import { makeTemporaryFolder, temporaryName } from '../temporary-folder.ts';
import { recordFileIn } from '../docker-config/undo-record.ts';
import type { RegistryWithLogin, UsableRegistry } from './with-credentials.ts';

export interface LoggedIn {
  readonly registries: readonly ProvenRegistry[];
  readonly configFolder: string | undefined;
}

/** Trades credentials for logins, and proves each login to its registry; nothing is written. */
export async function obtainLogins(
  registries: readonly UsableRegistry[],
  session: SessionOptions,
): Promise<readonly ProvenRegistry[]> {
  return proveLogins(await withLogins(registries, session), session);
}

/** Proves each login to its registry, and only then writes them all to the Docker config. */
export async function logIn(
  registries: readonly UsableRegistry[],
  inputs: Pick<Inputs, 'config' | 'logout'>,
  session: SessionOptions,
): Promise<LoggedIn> {
  if (registries.length === 0) return { registries: [], configFolder: undefined };
  checkConfigs();
  const proven = await obtainLogins(registries, session);

  // The state comes first: the post step must know of a change that is cut short.
  const jobFolder = inputs.logout ? temporaryName('job') : undefined;
  if (jobFolder !== undefined) {
    saveState('undo', jobFolder);
    makeTemporaryFolder(jobFolder);
  }
  const config = await chooseConfig(inputs.config, { registries: proven, jobFolder });
  await storeIn(config, proven, jobFolder);
  for (const sentence of await checkServes(proven, config)) warning(sentence);
  await exportConfig(config, jobFolder);

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

/** What is this job's own goes as a whole: only what is shared needs a record. */
async function storeIn(
  { file, authFile, isolated }: ConfigChoice,
  proven: readonly ProvenRegistry[],
  jobFolder: string | undefined,
): Promise<void> {
  const record = (at: number) => (isolated || !jobFolder ? undefined : recordFileIn(jobFolder, at));
  await storeLogins(proven, { file, client: 'docker', recordFile: record(0) });
  if (authFile === undefined) return;
  const ofPodman = proven.map(({ host, login }) => ({ key: host, login }));
  await storeLogins(ofPodman, { file: authFile, client: 'podman', recordFile: record(1) });
}

function tell(registries: readonly ProvenRegistry[]): void {
  for (const { host, login, proof, proven } of registries) {
    const message = `Logged in to ${host} as "${login.username}": ${proof}`;
    if (proven) info(message);
    else warning(message);
  }
}
