import { InvalidInputError, parseImageReference, type ImageReference } from '@berth/core';
import type { Connection } from '@berth/registry-client';
import type { Problems } from './problems.ts';
import type { ConnectionDefaults } from './registries-input.ts';
import { parseSource, type Source } from './source-input.ts';

/** What to push, and where to. */
export interface PushInput {
  readonly references: readonly ImageReference[];
  readonly source: Source;
  /** For registries that `images` names and `registry` does not. */
  readonly connection: Omit<Connection, 'server'>;
}

/** Absent where something is wrong, which is told to `problems`. */
export function parsePush(
  texts: {
    readonly images: readonly string[];
    readonly source: string;
    readonly connection: ConnectionDefaults;
  },
  problems: Problems,
): PushInput | undefined {
  const references = texts.images.flatMap(
    line => problems.collect(() => parseReference(line)) ?? [],
  );
  const source = problems.collect(() => parseSource(texts.source, references));
  problems.collect(() => checkImages(texts));
  if (references.length === 0 || !source) return undefined;
  const { caCertificate, insecure } = texts.connection;
  const connection = {
    ...(caCertificate !== undefined && { caCertificate }),
    ...(insecure && { insecure }),
  };
  return { references, source, connection };
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
  const image = parseImageReference(line);
  if (image.registry !== '') return image;
  throw new InvalidInputError(
    `Cannot push to "${line}": it names no registry. Write it in front, such as ghcr.io/acme/api:1.2.`,
    { field: 'images' },
  );
}
