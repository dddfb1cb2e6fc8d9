import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endGroup, startGroup } from '@actions/core';
import {
  dockerConfigKey,
  formatImageReference,
  InvalidInputError,
  type ImageReference,
} from '@berth/core';
import { retrying, type Connection, type SessionOptions } from '@berth/registry-client';
import { runQuietly } from './run-program.ts';
import { getEntry } from '../docker-config/config-entries.ts';
import { dockerConfigFile } from '../docker-config/docker-config-path.ts';
import { podmanFiles } from '../docker-config/podman-auth-file.ts';
import { servingEntry } from '../docker-config/serving-entry.ts';
import { helperFor, parseDockerConfig } from '../docker-config/docker-config-text.ts';
import { readFileText } from '../docker-config/file-text.ts';
import type { LocalImage, OnPushed } from './local-image.ts';
import { programFailure } from './program-failure.ts';
import type { PushTarget } from './push-target.ts';
import { runPush } from './run-push.ts';
import { checkTagsOnly } from './tags-only.ts';
import { newTemporaryFolder } from '../temporary-folder.ts';

/** An image, or a manifest list, in the local podman storage. */
export async function openPodmanImage(
  image: string,
  references: readonly ImageReference[],
): Promise<LocalImage> {
  checkTagsOnly('podman', references);
  const verb = await pushCommand(image);
  return {
    digest: undefined,
    push: (target, session, onPushed) => pushTo(target, { image, verb, session, onPushed }),
    close: () => Promise.resolve(),
  };
}

interface PodmanPush {
  readonly image: string;
  readonly verb: readonly string[];
  readonly session: SessionOptions;
  readonly onPushed: OnPushed;
}

async function pushTo(target: PushTarget, push: PodmanPush): Promise<void> {
  const { connection, references } = target;
  const folder = newTemporaryFolder('podman');
  try {
    const flags = [...authFlags(target, folder), ...tlsFlags(connection, folder)];
    const run = { ...push, target, flags, folder };
    for (const reference of references) {
      push.onPushed(reference, await pushAs(formatImageReference(reference), run));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A manifest list is pushed with all its images, an image by itself. */
async function pushCommand(image: string): Promise<readonly string[]> {
  const list = await runQuietly('podman', ['manifest', 'exists', image]);
  if (list.exitCode === 0) return ['manifest', 'push', '--all'];
  const found = await runQuietly('podman', ['image', 'exists', image]);
  if (found.exitCode === 0) return ['push'];
  if (found.exitCode !== 1) throw programFailure('podman', 'image exists', found);
  throw new InvalidInputError(
    `podman holds no image "${image}" on this machine. Build or load it in a step before, or name another in "source".`,
    { field: 'source' },
  );
}

async function pushAs(
  name: string,
  run: PodmanPush & {
    readonly target: PushTarget;
    readonly flags: readonly string[];
    readonly folder: string;
  },
): Promise<string> {
  const digestFile = path.join(run.folder, 'digest');
  startGroup(`podman push ${name}`);
  const { target } = run;
  const destination = ['--digestfile', digestFile, run.image, `docker://${name}`];
  const push = () =>
    runPush({ program: 'podman', name, target }, [...run.verb, ...run.flags, ...destination]);
  try {
    await retrying(push, run.session);
  } finally {
    endGroup();
  }
  return readFileSync(digestFile, 'utf8').trim();
}

function authFlags({ host, references }: PushTarget, folder: string): readonly string[] {
  // podman reads the variable itself, and the login is there too.
  if (process.env['REGISTRY_AUTH_FILE']) return [];
  const file = dockerConfigFile();
  const pushed = { host, image: formatImageReference(references[0]) };
  // Naming a file hides podman's own ones.
  const own = podmanFiles(file).filter(one => one !== file);
  if (own.some(one => holdsLogin(one, pushed))) return [];
  const helper = helperFor(parseDockerConfig(readFileText(file), file), dockerConfigKey(host));
  if (helper === undefined) return existsSync(file) ? ['--authfile', file] : [];
  // podman asks the helpers of single registries only, no `credsStore`.
  const authFile = path.join(folder, 'auth.json');
  writeFileSync(authFile, JSON.stringify({ credHelpers: { [host]: helper } }));
  return ['--authfile', authFile];
}

/** Not so where an entry for another host spoils the file, and there is none for this one. */
function holdsLogin(file: string, pushed: { readonly host: string; readonly image: string }) {
  const entry = servingEntry({ file, client: 'podman' }, pushed);
  if (entry === undefined) return false;
  return entry.helper !== undefined || getEntry(entry.config, entry.key) !== undefined;
}

function tlsFlags({ caCertificate, insecure }: Connection, folder: string): readonly string[] {
  if (insecure) return ['--tls-verify=false'];
  if (caCertificate === undefined) return [];
  writeFileSync(path.join(folder, 'ca.crt'), caCertificate);
  return ['--cert-dir', folder];
}
