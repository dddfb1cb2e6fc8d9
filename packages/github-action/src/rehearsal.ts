import { info } from '@actions/core';
import type { Inputs } from './inputs/inputs.ts';
import { obtainLogins } from './log-in/log-in.ts';
import type { Split } from './log-in/with-credentials.ts';
import { preparePullSecret } from './pull-secret/prepare-pull-secret.ts';

/** Asks the registries and the cluster whether they would take it all; nothing is written. */
export async function rehearse(inputs: Inputs, { registries, skipped }: Split): Promise<void> {
  const session = { ...inputs.session, onNotice: info };
  const proven = await obtainLogins(registries, session);
  for (const { host, proof } of proven) info(`${host} takes the login: ${proof}`);
  const { pullSecret } = inputs;
  if (!pullSecret || proven.length === 0) return;
  await preparePullSecret(pullSecret, proven, skipped);
  if (!pullSecret.target || skipped.length > 0) return;
  const { cluster, namespaces } = pullSecret.target;
  info(`The cluster at "${cluster.server}" would take it in: ${namespaces.join(', ')}.`);
}
