import path from 'node:path';
import { info } from '@actions/core';
import { formatImageReference } from '@berth/core';
import { checkConfigs } from './docker-config/docker-config-choice.ts';
import { dockerConfigFile } from './docker-config/docker-config-path.ts';
import type { Inputs } from './inputs/inputs.ts';
import { credentialMethod } from './log-in/credential-method.ts';
import type { ClusterTarget } from './inputs/pull-secret-input.ts';
import { loginMethod } from './log-in/login-method.ts';
import type { Split, UsableRegistry } from './log-in/with-credentials.ts';
import { neededAt } from './push/create-repositories.ts';
import { targetsOf } from './push/push-images.ts';
import { checkAccess } from './push/push-target.ts';
import { warnOfEnd } from './pull-secret/warn-of-end.ts';
import type { LocalImage } from './push/local-image.ts';

/** Says what would be done; with `server`, registries and cluster are asked whether they would. */
export async function tellPlan(
  inputs: Inputs,
  split: Split,
  image: LocalImage | undefined,
): Promise<void> {
  if (split.registries.length > 0) checkConfigs();
  for (const line of describePlan(inputs, split, image)) info(line);
  if (image) await warnOfAccess(inputs, split);
  if (inputs.dryRun === 'server') {
    const { rehearse } = await import('./rehearsal.ts');
    await rehearse(inputs, split);
    info('Nothing was written.');
  } else {
    if (inputs.pullSecret) warnOfEnd(split.registries);
    info('Nothing was sent, and nothing was written.');
  }
}

/** Of registries that nobody has logged in to, and this step would not either. */
async function warnOfAccess(
  { push, dryRun }: Inputs,
  { registries, skipped }: Split,
): Promise<void> {
  if (!push) return;
  const own = registries.map(({ host }) => host);
  const targets = targetsOf({ push, registries, skipped });
  const others = targets.filter(({ host }) => !own.includes(host));
  await checkAccess(others, dryRun === 'server' ? 'asked' : 'not asked');
}

/** What the action would do with these inputs, a line each, in the order in which it would. */
function describePlan(
  inputs: Inputs,
  { registries, skipped }: Split,
  image: LocalImage | undefined,
): readonly string[] {
  const sent = inputs.dryRun === 'server' ? 'all are asked, and nothing is' : 'nothing is sent or';
  return [
    `Dry run: the inputs are valid; ${sent} written.`,
    ...skipped.map(host => `Would leave out ${host}: what its login needs is missing.`),
    ...registries.map(loginPlan),
    ...(registries.length > 0 ? configPlan(inputs) : []),
    ...(image ? pushPlan(inputs, { image, skipped }) : []),
    ...(registries.length > 0 ? pullSecretPlan(inputs, skipped) : []),
  ];
}

function loginPlan(registry: UsableRegistry): string {
  const { host, connection } = registry;
  const ways = [
    ...(connection.caCertificate === undefined ? [] : ['trusting the ca-certificate']),
    ...(connection.insecure ? ['accepting any certificate, and plain HTTP'] : []),
  ];
  const how = ways.length > 0 ? `, ${ways.join(' and ')}` : '';
  return `Would log in to ${host} ${loginOf(registry)}${how}.`;
}

function loginOf(registry: UsableRegistry): string {
  if (registry.login) return `as "${registry.login.username}" (${loginMethod(registry)})`;
  const { credential } = registry;
  const given = credential.kind === 'aws-keys' ? 'its keys' : "the job's identity token";
  return `with a token got for ${given} (${credentialMethod(credential)})`;
}

function configPlan({ config, logout }: Inputs): string[] {
  const file = dockerConfigFile();
  if (config === 'isolated') {
    return [`Would copy the Docker config "${file}" for this job alone, and write the copy.`];
  }
  const end = logout ? 'put back at the end of the job' : 'left there, since logout is false';
  return [`Would write the Docker config "${file}", ${end}.`];
}

function pushPlan(
  { push }: Inputs,
  { image, skipped }: { readonly image: LocalImage; readonly skipped: readonly string[] },
): string[] {
  if (!push) return [];
  const { source, references } = push;
  const from = source.kind === 'file' ? source.spec : `${source.kind}:${source.image}`;
  const digest = image.digest === undefined ? '' : `, ${image.digest}`;
  const creations = (push.creators ?? []).flatMap(({ host }) =>
    neededAt(
      host,
      references.filter(({ registry }) => registry === host),
    ).map(({ what, name }) => `Would create the ${what} ${name} at ${host} if it is not there.`),
  );
  const pushes = references.map(reference =>
    skipped.includes(reference.registry)
      ? `Would not push to ${formatImageReference(reference)}: there is no login for it.`
      : `Would push ${from} to ${formatImageReference(reference)}${digest}.`,
  );
  return [...creations, ...pushes];
}

function pullSecretPlan({ pullSecret }: Inputs, skipped: readonly string[]): string[] {
  if (!pullSecret) return [];
  const { name, file, format, target } = pullSecret;
  return [
    ...(file === undefined
      ? []
      : [`Would write the pull secret "${name}" as ${format} to "${path.resolve(file)}".`]),
    ...(target && skipped.length === 0 ? deliveryPlan(name, target) : []),
  ];
}

function deliveryPlan(name: string, target: ClusterTarget): string[] {
  const { cluster, namespaces, serviceAccounts } = target;
  const places = namespaces.length === 1 ? 'namespace' : 'namespaces';
  return [
    `Would apply the pull secret "${name}" to the ${places} ${namespaces.join(', ')} of the cluster at "${cluster.server}".`,
    ...(serviceAccounts.length > 0
      ? [`Would add it to the service accounts ${serviceAccounts.join(', ')} there.`]
      : []),
  ];
}
