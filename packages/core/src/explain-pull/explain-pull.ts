import { isEmptyAuth } from './docker-auth.ts';
import { readDockerConfig, shownKey, UnreadableDockerConfig } from './docker-config-file.ts';
import { dockerRules } from './docker-lookup.ts';
import { parseImageReference } from '../image-reference/image-reference.ts';
import { valueNamed } from '../known-name.ts';
import { kubeletRules } from './kubelet-lookup.ts';
import { podmanRules } from './podman-lookup.ts';
import type { PullClientRules, PullLookup } from './pull-lookup.ts';
import { reasonFor } from './pull-reason.ts';

export type PullClient = 'kubelet' | 'docker' | 'podman';

/** Which key of a Docker config a client uses for an image. It holds no password. */
export interface PullExplanation {
  readonly image: string;
  /** What is sent, in order; the kubelet tries them all, the others have one, or one of these. */
  readonly tried: readonly PullAttempt[];
  /** Which of several different logins comes first, or at all, is chance. */
  readonly ambiguous: boolean;
  /** Nothing is sent. False, with nothing tried, where a helper decides or the file is unreadable. */
  readonly anonymous: boolean;
  /** The helper that is asked instead: `ecr-login` for `docker-credential-ecr-login`. */
  readonly helper?: string;
  /** Which key and why; or why none, and what to do. */
  readonly reason: string;
}

export interface PullAttempt {
  /** As it stands in the config, but for a user name before an `@`. */
  readonly key: string;
  /** Empty for an entry without one. */
  readonly username: string;
}

const RULES: Readonly<Record<PullClient, PullClientRules>> = {
  kubelet: kubeletRules,
  docker: dockerRules,
  podman: podmanRules,
};

/**
 * Says which key of a Docker config serves an image, by the rules of one client.
 *
 * `dockerConfig` is the parsed JSON of a config.json or of a pull secret, or its text. For the
 * kubelet it is one pull secret; a kubelet merges all that a pod names.
 *
 * @throws InvalidInputError for what is no image reference, or no JSON object, or for an unknown client
 */
export function explainPull(
  image: string,
  dockerConfig: unknown,
  client: PullClient,
): PullExplanation {
  const { registry, repository } = parseImageReference(image);
  const pulled = { registry, name: registry === '' ? repository : `${registry}/${repository}` };
  const rules = valueNamed(RULES, client, { what: 'client', field: 'client' });
  try {
    const file = readDockerConfig(dockerConfig, rules);
    const lookup = rules.lookup(pulled, file);
    const search = { client, registry, keys: [...file.auths.keys()] };
    return { image, ...explained(lookup, client), reason: reasonFor(lookup, search) };
  } catch (error) {
    if (!(error instanceof UnreadableDockerConfig)) throw error;
    const ambiguous = rules.whenUnreadable === 'reads a part';
    const effect = ambiguous ? 'reads only a part of this file, by chance' : 'cannot pull';
    const reason = `${client} ${effect}, because ${error.message}. ${error.nextStep}.`;
    return { image, tried: [], ambiguous, anonymous: false, reason };
  }
}

function explained(
  lookup: PullLookup,
  client: PullClient,
): Omit<PullExplanation, 'image' | 'reason'> {
  switch (lookup.kind) {
    case 'none':
      return { tried: [], ambiguous: false, anonymous: true };
    case 'helper':
      return { tried: [], ambiguous: false, anonymous: false, helper: lookup.helper };
    case 'found':
    case 'either': {
      // The kubelet sends an empty login too; the others then send none.
      const sent = lookup.matches.filter(({ auth }) => client === 'kubelet' || !isEmptyAuth(auth));
      const tried = sent.map(({ key, auth }) => ({ key: shownKey(key), username: auth.username }));
      return { tried, ambiguous: lookup.kind === 'either', anonymous: tried.length === 0 };
    }
  }
}
