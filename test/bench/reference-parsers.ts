import { formatImageReference, parseImageReference } from '@berth/core';
import { parseFamiliarName } from '@swimlane/docker-reference';
import dockerParseImage from 'docker-parse-image';
import parseDockerImageName from 'parse-docker-image-name';

export interface ReferenceParser {
  readonly name: string;
  /** What is timed: the package's own call; throws or answers nothing where it refuses. */
  readonly parse: (image: string) => unknown;
  /** The canonical form that follows from its answer, with docker's defaults; '' where it refuses. */
  readonly canonical: (image: string) => string;
}

export const OURS: ReferenceParser = {
  name: '@berth/core',
  parse: parseImageReference,
  canonical: image => formatImageReference(parseImageReference(image)),
};

/** The three that people install most, by the download counts of the npm registry. */
export const PEERS: readonly ReferenceParser[] = [
  {
    name: 'docker-parse-image 3.0.1',
    parse: dockerParseImage,
    canonical: image => {
      const parts = dockerParseImage(image);
      if (parts === null) return '';
      const namespace = parts.namespace === null ? '' : `${parts.namespace}/`;
      // It has no digest: what follows "@" is its tag.
      const isDigest = parts.tag?.includes(':') ?? false;
      return canonical({
        registry: parts.registry,
        path: namespace + parts.repository,
        tag: isDigest ? null : parts.tag,
        digest: isDigest ? parts.tag : null,
      });
    },
  },
  {
    name: '@swimlane/docker-reference 2.0.1',
    parse: parseFamiliarName,
    canonical: image => {
      const { domain, repository = '', tag, digest } = parseFamiliarName(image);
      return canonical({ registry: domain, path: repository, tag, digest });
    },
  },
  {
    name: 'parse-docker-image-name 3.0.0',
    parse: parseDockerImageName,
    canonical: image => {
      const { domain, path, tag, digest } = parseDockerImageName(image);
      return path === undefined ? '' : canonical({ registry: domain, path, tag, digest });
    },
  },
];

interface Fields {
  readonly registry: string | null | undefined;
  readonly path: string;
  readonly tag: string | null | undefined;
  readonly digest: string | null | undefined;
}

/** Fills in docker's defaults, so that nobody is counted wrong for leaving that to the caller. */
function canonical({ registry, path, tag, digest }: Fields): string {
  const host = registry ?? 'docker.io';
  const isOfficial = host === 'docker.io' && !path.includes('/');
  const name = `${host === '' ? '' : `${host}/`}${isOfficial ? 'library/' : ''}${path}`;
  if (digest) return tag ? `${name}:${tag}@${digest}` : `${name}@${digest}`;
  return `${name}:${tag ?? 'latest'}`;
}
