import type { DockerAuth } from './docker-auth.ts';
import type { DockerConfigFile } from './docker-config-file.ts';

/** What a client looks up for an image. */
export interface PulledImage {
  /** `docker.io`, `ghcr.io`, `localhost:5000`. */
  readonly registry: string;
  /** With its registry: `docker.io/library/nginx`. */
  readonly name: string;
}

/** A key of the config that a client found, and what it holds. */
export interface FoundAuth {
  readonly key: string;
  readonly auth: DockerAuth;
}

/** What a client finds for an image. */
export type PullLookup =
  /** `how` completes "docker uses the key …"; `matches` are in the order of use. */
  | { readonly kind: 'found'; readonly matches: readonly FoundAuth[]; readonly how: string }
  /** Any one of these, by chance. */
  | { readonly kind: 'either'; readonly matches: readonly FoundAuth[] }
  | { readonly kind: 'helper'; readonly helper: string; readonly server: string }
  | { readonly kind: 'none' };

/** How one client reads a config and searches it. */
export interface PullClientRules {
  /** The fields of an entry that it reads, in lower case. */
  readonly fields: readonly string[];
  /** What follows from something in the config that it cannot read. */
  readonly whenUnreadable: 'fails' | 'reads a part';
  /** What it makes of text behind the JSON of the config. */
  readonly behindJson: 'ignored' | 'refused';
  /** @throws UnreadableDockerConfig where it refuses the file, or the entry that it found */
  lookup(image: PulledImage, file: DockerConfigFile): PullLookup;
}
