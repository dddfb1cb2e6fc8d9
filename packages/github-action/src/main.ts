import { info, warning } from '@actions/core';
import { maskInputs } from './inputs/input-secrets.ts';
import { readInputs, type Inputs } from './inputs/inputs.ts';
import type { LocalImage } from './push/local-image.ts';
import { logIn } from './log-in/log-in.ts';
import { writeOutputs } from './outputs.ts';
import { tooShortToMask } from './inputs/registries-input.ts';
import type { PreparedPullSecret } from './pull-secret/prepare-pull-secret.ts';
import { nothingDone, type Result } from './result.ts';
import { writeSummary } from './summary.ts';
import { withCredentials, type Split } from './log-in/with-credentials.ts';

async function main(): Promise<void> {
  const result = nothingDone();
  try {
    await act(result);
  } finally {
    writeOutputs(result);
    await writeSummary(result);
  }
}

/** Everything is read and found before the first side effect. */
async function act(result: Result): Promise<void> {
  await maskInputs();
  const inputs = await readInputs();
  tellNotes(inputs);
  const split = await withCredentials(inputs);
  const image = await openImage(inputs, split);
  try {
    if (inputs.dryRun) await dryRun(inputs, split, image);
    else await run(inputs, split, image, result);
  } finally {
    await image?.close();
  }
}

/** Log in, push, write the pull secret. */
async function run(
  inputs: Inputs,
  split: Split,
  image: LocalImage | undefined,
  result: Result,
): Promise<void> {
  const session = { ...inputs.session, onNotice: info };
  Object.assign(result, await logIn(split.registries, inputs, session));
  const pullSecret = await preparePullSecret(inputs, split, result);
  if (image && inputs.push) {
    const { pushImages } = await import('./push/push-images.ts');
    const { registries, pushed } = result;
    const { push, ifMissingCredentials } = inputs;
    const { skipped } = split;
    const context = { image, push, ifMissingCredentials, registries, skipped, session, pushed };
    await pushImages(context);
  }
  await pullSecret?.write(result);
}

function tellNotes({ registries }: Inputs): void {
  for (const note of registries.flatMap(({ notes }) => notes)) info(note);
  for (const host of tooShortToMask(registries)) {
    warning(`The password for ${host} is too short to be hidden in the log. Use a longer one.`);
  }
}

// What is not asked for is not loaded.
async function dryRun(inputs: Inputs, split: Split, image: LocalImage | undefined): Promise<void> {
  const { tellPlan } = await import('./plan.ts');
  await tellPlan(inputs, split, image);
}

async function openImage({ push }: Inputs, { skipped }: Split): Promise<LocalImage | undefined> {
  const references = push?.references.filter(({ registry }) => !skipped.includes(registry)) ?? [];
  if (!push || references.length === 0) return undefined;
  const { openLocalImage } = await import('./push/local-image.ts');
  return openLocalImage(push.source, references);
}

/** Before the push, so that a cluster that would refuse the secret stops it. */
async function preparePullSecret(
  { pullSecret }: Inputs,
  { skipped }: Split,
  { registries }: Result,
): Promise<PreparedPullSecret | undefined> {
  if (!pullSecret || registries.length === 0) return undefined;
  const { preparePullSecret } = await import('./pull-secret/prepare-pull-secret.ts');
  return preparePullSecret(pullSecret, registries, skipped);
}

main().catch(async (failure: unknown) => {
  const { reportFailure } = await import('./report-failure.ts');
  reportFailure(failure);
});
