import { formatImageReference } from '@berth/core';
import { dockerConfigFolder } from './docker-config/docker-config-path.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Split } from './log-in/with-credentials.ts';

/** What the action would do with these inputs, a line each. */
export function describePlan(inputs: Inputs, { registries, skipped }: Split): readonly string[] {
  const config = inputs.config === 'isolated' ? "this job's own" : dockerConfigFolder();
  return [
    'Dry run: the inputs are valid; nothing is sent or written.',
    ...registries.map(({ host, login }) => `Would log in to ${host} as "${login.username}".`),
    ...(registries.length > 0 ? [`Would write the Docker config in ${config}.`] : []),
    ...skipped.map(host => `Would leave out ${host}.`),
    ...pushPlan(inputs),
    ...pullSecretPlan(inputs),
  ];
}

function pushPlan({ push }: Inputs): string[] {
  if (!push) return [];
  const { source } = push;
  const from = source.kind === 'file' ? source.spec : `${source.kind}:${source.image}`;
  return push.references.map(
    reference => `Would push ${from} to ${formatImageReference(reference)}.`,
  );
}

function pullSecretPlan({ pullSecret }: Inputs): string[] {
  if (!pullSecret) return [];
  const { name, file, format } = pullSecret;
  return [`Would write the pull secret "${name}" as ${format} to ${file}.`];
}
