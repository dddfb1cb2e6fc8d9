import { endGroup, notice, startGroup } from '@actions/core';
import { formatImageReference, InvalidInputError, type ImageReference } from '@berth/core';
import { retrying, type SessionOptions } from '@berth/registry-client';
import type { LocalImage, OnPushed } from './local-image.ts';
import { programFailure } from './program-failure.ts';
import type { PushTarget } from './push-target.ts';
import { runPush } from './run-push.ts';
import { checkTagsOnly } from './tags-only.ts';
import { runQuietly } from './run-program.ts';

/** An image that the local Docker holds. */
export async function openDockerImage(
  name: string,
  references: readonly ImageReference[],
): Promise<LocalImage> {
  checkTagsOnly('docker', references);
  const image = await inspect(name);
  if (!image) throw await noImage(name);
  return {
    digest: undefined,
    push: (target, session, onPushed) => pushTo(target, { image, session, onPushed }),
    close: () => Promise.resolve(),
  };
}

interface DockerImage {
  readonly id: string;
  readonly tags: readonly string[];
}

interface DockerPush {
  readonly image: DockerImage;
  readonly session: SessionOptions;
  readonly onPushed: OnPushed;
}

async function pushTo(target: PushTarget, push: DockerPush): Promise<void> {
  const { host, connection, references } = target;
  if (connection.caCertificate !== undefined || connection.insecure) {
    // The daemon pushes, and reads its own settings only.
    notice(
      `The Docker daemon pushes to ${host} by its own settings: put the authority into /etc/docker/certs.d/${host}/ca.crt, or the host into "insecure-registries" of daemon.json.`,
    );
  }
  for (const reference of references) {
    push.onPushed(reference, await pushAs(formatImageReference(reference), push, target));
  }
}

async function pushAs(
  name: string,
  { image: source, session }: DockerPush,
  target: PushTarget,
): Promise<string> {
  const before = await inspect(name);
  if (before?.id !== source.id) await docker('tag', source.id, name);
  startGroup(`docker push ${name}`);
  try {
    const push = () => runPush({ program: 'docker', name, target }, ['push', name]);
    const pushed = await retrying(push, session);
    return digestIn(pushed.stdout) ?? (await repositoryDigest(name));
  } finally {
    endGroup();
    await restoreName(name, before, source);
  }
}

async function restoreName(
  name: string,
  before: DockerImage | undefined,
  source: DockerImage,
): Promise<void> {
  if (before?.id === source.id) return;
  if (before) return docker('tag', before.id, name);
  // An image without another name would be deleted with its only one.
  if (source.tags.length > 0) await docker('image', 'rm', '--no-prune', name);
}

async function inspect(name: string): Promise<DockerImage | undefined> {
  const { exitCode, stdout } = await runQuietly('docker', ['image', 'inspect', name]);
  if (exitCode !== 0) return undefined;
  const [found] = JSON.parse(stdout) as { Id: string; RepoTags?: string[] | null }[];
  return found && { id: found.Id, tags: found.RepoTags ?? [] };
}

/** Docker's own reason, unless that is simply that the image is not there. */
async function noImage(image: string): Promise<Error> {
  const result = await runQuietly('docker', ['image', 'inspect', image]);
  if (!/no such image/i.test(result.stderr))
    return programFailure('docker', 'image inspect', result);
  return new InvalidInputError(
    `Docker holds no image "${image}" on this machine. Build or load it in a step before, or name another in "source".`,
    { field: 'source' },
  );
}

function digestIn(output: string): string | undefined {
  return /digest: (sha256:[0-9a-f]{64})/.exec(output)?.[1];
}

async function repositoryDigest(name: string): Promise<string> {
  const { stdout } = await runQuietly('docker', ['image', 'inspect', name]);
  const [found] = JSON.parse(stdout) as { RepoDigests?: string[] | null }[];
  const repository = name.slice(0, name.lastIndexOf(':'));
  const entry = found?.RepoDigests?.find(one => one.startsWith(`${repository}@`));
  if (entry) return entry.slice(repository.length + 1);
  throw new Error(`docker push ${name} did not say the digest. See its output above.`);
}

async function docker(...args: readonly string[]): Promise<void> {
  const result = await runQuietly('docker', args);
  if (result.exitCode !== 0) throw programFailure('docker', args.join(' '), result);
}
