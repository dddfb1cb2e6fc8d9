import type { Credential } from '@berth/backstage-plugin-berth-common';
import { formatDate } from '../registries/when.ts';

/** What may be known of the secret of a credential; nothing of one that may not be read. */
export function secretText(credential: Credential | undefined): string {
  if (credential === undefined) return 'Never shown';
  const { hasSecret, secretChangedAt, secretChangedBy } = credential;
  if (!hasSecret) return 'None: nothing secret is stored';
  if (secretChangedAt === undefined) return 'Never shown again';
  return `Entered ${formatDate(secretChangedAt)} by ${secretChangedBy}. Never shown again.`;
}
