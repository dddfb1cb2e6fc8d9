import { info, warning } from '@actions/core';
import { maskInputs } from './inputs/input-secrets.ts';
import { readInputs, type Inputs } from './inputs/inputs.ts';
import type { LocalImage } from './push/local-image.ts';
import { logIn } from './log-in/log-in.ts';
import { writeOutputs } from './outputs.ts';
import { tooShortToMask } from './inputs/registries-input.ts';
import type { PushContext } from './push/push-images.ts';
import { reportFailure } from './report-failure.ts';
import type { Result } from './result.ts';
import { withCredentials, type Split } from './log-in/with-credentials.ts';

async function main(): Promise<void> {
  await maskInputs();
  const inputs = await readInputs();
  tellNotes(inputs);
  const split = await withCredentials(inputs);
  const image = await openImage(inputs, split);
  try {
    if (inputs.dryRun) await tellPlan(inputs, split);
    else await run(inputs, split, image);
  } finally {
    await image?.close();
  }
}

/** Log in, push, write the pull secret, and tell. */
async function run(inputs: Inputs, split: Split, image: LocalImage | undefined): Promise<void> {
  const session = { ...inputs.session, onNotice: info };
  const { registries, configFolder } = await logIn(split.registries, inputs, session);
  const pushed = await push(image, { inputs, registries, skipped: split.skipped, session });
  const pullSecret = await writePullSecret(inputs, registries);

  const result: Result = { registries, configFolder, pushed, pullSecret };
  writeOutputs(result);
  if (process.env['GITHUB_STEP_SUMMARY']) await summarize(result);
}

function tellNotes({ registries }: Inputs): void {
  for (const note of registries.flatMap(({ notes }) => notes)) info(note);
  for (const host of tooShortToMask(registries)) {
    warning(`The password for ${host} is too short to be hidden in the log. Use a longer one.`);
  }
}

// What is not asked for is not loaded.
async function tellPlan(inputs: Inputs, split: Split): Promise<void> {
  const { describePlan } = await import('./plan.ts');
  for (const line of describePlan(inputs, split)) info(line);
}

async function openImage({ push }: Inputs, { skipped }: Split): Promise<LocalImage | undefined> {
  if (!push?.references.some(({ registry }) => !skipped.includes(registry))) return undefined;
  const { openLocalImage } = await import('./push/local-image.ts');
  return openLocalImage(push.source);
}

async function push(
  image: LocalImage | undefined,
  { inputs, ...context }: Omit<PushContext, 'push' | 'image'> & { readonly inputs: Inputs },
): Promise<Result['pushed']> {
  if (!image || !inputs.push) return [];
  const { pushImages } = await import('./push/push-images.ts');
  return pushImages({ ...context, image, push: inputs.push });
}

async function writePullSecret(
  { pullSecret }: Inputs,
  registries: Result['registries'],
): Promise<Result['pullSecret']> {
  if (!pullSecret || registries.length === 0) return undefined;
  const { writePullSecret } = await import('./pull-secret-file.ts');
  const file = writePullSecret(
    pullSecret,
    registries.map(({ login }) => login),
  );
  info(`Wrote the pull secret "${pullSecret.name}" to ${file}.`);
  return { name: pullSecret.name, file };
}

async function summarize(result: Result): Promise<void> {
  const { writeSummary } = await import('./summary.ts');
  await writeSummary(result);
}

main().catch(reportFailure);
