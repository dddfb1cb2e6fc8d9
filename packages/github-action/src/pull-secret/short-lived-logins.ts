import type { ProviderId } from '@berth/core';
import type { CompleteLogin } from '../inputs/registry-input.ts';

export interface LoginAtRegistry {
  readonly host: string;
  readonly provider: ProviderId;
  /** Absent where it is still to be got for this job: no such token lasts longer than hours. */
  readonly login: CompleteLogin | undefined;
  /** ISO 8601; absent where nobody knows. */
  readonly expiresAt?: string;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * A sentence for each login that ends within a day: pods that start later, on a node without the
 * image, would not start. A cluster needs a login that lasts, or one that is renewed.
 */
export function shortLivedLogins(logins: readonly LoginAtRegistry[], now: Date): readonly string[] {
  return logins.flatMap(login => {
    const end = endOf(login, now);
    if (end === undefined) return [];
    const instead = INSTEAD[login.provider] ?? 'a robot account or token that lasts';
    return `The login to ${login.host} in the pull secret ends ${end}; for a cluster use ${instead}.`;
  });
}

function endOf({ login, expiresAt }: LoginAtRegistry, now: Date): string | undefined {
  if (expiresAt !== undefined) {
    return Date.parse(expiresAt) - now.getTime() < DAY ? `at ${expiresAt}` : undefined;
  }
  if (!login) return 'within a day';
  const password = login.password.reveal();
  return (
    SHAPES.find(([prefix]) => password.startsWith(prefix))?.[1] ?? BY_USERNAME.get(login.username)
  );
}

const SHAPES: readonly (readonly [prefix: string, end: string])[] = [
  ['ghs_', 'with this job'],
  ['glcbt-', 'with its job'],
  ['ya29.', 'after an hour at most'],
];

// These user names belong to one kind of password each; how long it lasts is in the vendors' pages
// that the table of providers names.
const BY_USERNAME: ReadonlyMap<string, string> = new Map([
  ['gitlab-ci-token', 'with its job'],
  ['AWS', 'after 12 hours'],
  ['oauth2accesstoken', 'after an hour at most'],
  ['iambearer', 'after an hour'],
  ['00000000-0000-0000-0000-000000000000', 'after 3 hours'],
]);

const INSTEAD: Partial<Readonly<Record<ProviderId, string>>> = {
  'docker-hub': 'a personal or organization access token',
  ghcr: 'a personal access token (classic) with read:packages',
  gitlab: 'a deploy token with read_registry',
  ecr: "the role of the cluster's nodes, or run this step on a schedule",
  'ecr-public': 'no login, since its images are public, or run this step on a schedule',
  gar: "the service account of the cluster's nodes, or the key of one",
  gcr: "the service account of the cluster's nodes, or the key of one",
  acr: "the identity of the cluster's nodes, or a service principal",
  icr: 'the API key of a service ID',
};
