import { info } from '@actions/core';
import { findProvider, formatImageReference, type ImageReference } from '@berth/core';
import type { SessionOptions } from '@berth/registry-client';
import type { Inputs } from '../inputs/inputs.ts';
import type { PushInput } from '../inputs/push-input.ts';
import type { RegistryInput } from '../inputs/registry-input.ts';
import type { LocalImage } from './local-image.ts';
import { checkAccess, type PushTarget } from './push-target.ts';
import type { ProvenRegistry } from '../log-in/prove-logins.ts';

export interface PushContext {
  readonly push: PushInput;
  readonly image: LocalImage;
  readonly registries: readonly ProvenRegistry[];
  /** Hosts that this run leaves out, since their password is missing. */
  readonly skipped: readonly string[];
  readonly ifMissingCredentials: Inputs['ifMissingCredentials'];
  readonly session: SessionOptions;
  /** Gets what was pushed, as soon as it is. */
  readonly pushed: PushedImage[];
}

export interface PushedImage {
  readonly reference: string;
  readonly digest: string;
}

/** Pushes the image to every reference whose registry is not left out. */
export async function pushImages(context: PushContext): Promise<void> {
  for (const host of context.skipped) {
    if (!context.push.references.some(({ registry }) => registry === host)) continue;
    info(`The push to ${host} is left out: there is no login for it.`);
  }
  const targets = targetsOf(context);
  await checkAccess(targets);
  if (context.push.creators) {
    const { createRepositories } = await import('./create-repositories.ts');
    await createRepositories(targets, context.push.creators, context.session);
  }
  for (const target of targets) await pushTo(target, context);
}

async function pushTo(
  target: PushTarget,
  { image, session, pushed, ifMissingCredentials }: PushContext,
): Promise<void> {
  const images: PushedImage[] = [];
  try {
    await image.push(target, session, (named, digest) => {
      const image = { reference: formatImageReference(named), digest };
      info(`Pushed ${image.reference}, ${digest}`);
      pushed.push(image);
      images.push(image);
    });
  } catch (error) {
    const { leaveOutOfFork } = await import('./fork-denial.ts');
    return leaveOutOfFork(error, target, ifMissingCredentials);
  }
  checkOneDigest(target.host, images);
}

/** The registries to push to, without those that are left out. */
export function targetsOf({
  push,
  registries,
  skipped,
}: Pick<PushContext, 'push' | 'skipped'> & {
  readonly registries: readonly RegistryInput[];
}): readonly PushTarget[] {
  const hosts = new Map<string, PushTarget['references']>();
  for (const reference of uniqueReferences(push.references)) {
    const earlier = hosts.get(reference.registry);
    hosts.set(reference.registry, earlier ? [...earlier, reference] : [reference]);
  }
  for (const host of skipped) hosts.delete(host);
  const pusher = push.source.kind === 'file' ? 'berth' : push.source.kind;
  return [...hosts].map(([host, references]) => {
    const known = registries.find(registry => registry.host === host);
    const connection = known?.connection ?? { server: host, ...push.connection };
    const provider = known?.provider ?? findProvider(host);
    return { host, provider, references, connection, login: known?.login, pusher };
  });
}

function uniqueReferences(references: readonly ImageReference[]): readonly ImageReference[] {
  const named = references.map(reference => [formatImageReference(reference), reference] as const);
  return [...new Map(named).values()];
}

function checkOneDigest(host: string, images: readonly PushedImage[]): void {
  if (new Set(images.map(({ digest }) => digest)).size === 1) return;
  const list = images.map(({ reference, digest }) => `${reference} is ${digest}`).join(', ');
  throw new Error(
    `One image became different images at ${host}: ${list}. Push again; if it stays so, report it to the registry.`,
  );
}
