import { info } from '@actions/core';
import { inField, InvalidInputError, parseImageReference, type ImageReference } from '@berth/core';
import type { Connection } from '@berth/registry-client';
import type { Problems } from './problems.ts';
import { readFlag } from './read-input.ts';
import type { ConnectionDefaults } from './registries-input.ts';
import type { RegistryInput } from './registry-input.ts';
import type { RepositoryCreator } from './repository-creators.ts';
import { parseSource, type Source } from './source-input.ts';

/** What to push, and where to. */
export interface PushInput {
  readonly references: readonly ImageReference[];
  readonly source: Source;
  /** For registries that `images` names and `registry` does not. */
  readonly connection: Omit<Connection, 'server'>;
  /** Where `create-repository` creates what a push needs, and with what; absent unless asked for. */
  readonly creators: readonly RepositoryCreator[] | undefined;
}

/** Absent where something is wrong, which is told to `problems`. */
export async function parsePush(
  texts: {
    readonly images: readonly string[];
    readonly source: string;
    readonly connection: ConnectionDefaults;
    readonly registries: readonly RegistryInput[];
  },
  problems: Problems,
): Promise<PushInput | undefined> {
  const references = texts.images.flatMap(
    line => problems.collect(() => parseReference(line)) ?? [],
  );
  const source = problems.collect(() => parseSource(texts.source, references));
  problems.collect(() => checkImages(texts));
  const creators = await creatorsIn(references, texts, problems);
  if (references.length === 0 || !source) return undefined;
  const { caCertificate, insecure } = texts.connection;
  const connection = {
    ...(caCertificate !== undefined && { caCertificate }),
    ...(insecure && { insecure }),
  };
  return { references, source, connection, creators };
}

async function creatorsIn(
  references: readonly ImageReference[],
  texts: Pick<Parameters<typeof parsePush>[0], 'registries' | 'connection'>,
  problems: Problems,
): Promise<readonly RepositoryCreator[] | undefined> {
  if (!problems.collect(() => readFlag('create-repository', false))) return undefined;
  const { repositoryCreators } = await import('./repository-creators.ts');
  return repositoryCreators(references, texts, problems);
}

function checkImages({ images, source }: { images: readonly string[]; source: string }): void {
  if (images.length > 0) return;
  throw new InvalidInputError(
    `The source "${source}" is given, and no reference to push it to. Add "images".`,
    { field: 'images' },
  );
}

/** A place to push to: a name with a tag, with a digest, or with both. */
function parseReference(line: string): ImageReference {
  const image = inField('images', () => parseImageReference(inLowerCase(line)));
  if (image.registry !== '') return image;
  throw new InvalidInputError(
    `Cannot push to "${line}": it names no registry. Write it in front, such as ghcr.io/acme/api:1.2.`,
    { field: 'images' },
  );
}

/**
 * Owners on GitHub have upper case, repositories never have, and a workflow has no function to
 * change it. Tags and hosts stay, but Docker's reading of `Acme/api` as a host of that name is never
 * meant: a host has a dot or a port, or is `localhost`.
 */
function inLowerCase(line: string): string {
  const [, host = '', path = '', rest = ''] =
    /^((?:[^/@]*[.:][^/@]*|localhost)\/)?([^:@]*)(.*)$/s.exec(line) ?? [];
  if (path === path.toLowerCase()) return line;
  const meant = host + path.toLowerCase() + rest;
  info(`"${line}" is written "${meant}": the name of a repository has no upper case.`);
  return meant;
}
