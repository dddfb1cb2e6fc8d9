import { providers } from '@berth/core';
import { formatDate } from '../registries/when.ts';
import type { EnteredLogin } from './login-use.ts';
import type { StoredCredential } from './registry-draft.ts';

/** What is stored is never shown: only when it was entered, and by whom. */
export function secretNote(
  credential: StoredCredential | undefined,
  isKept: boolean,
  { provider, kind }: EnteredLogin,
): string {
  if (credential?.hasSecret && credential.kind === kind) {
    const { secretChangedAt, secretChangedBy } = credential;
    const changed =
      secretChangedAt === undefined
        ? ''
        : `Last changed ${formatDate(secretChangedAt)} by ${secretChangedBy ?? 'somebody'}. `;
    return isKept
      ? `${changed}Leave it empty to keep it.`
      : `${changed}It is needed again, since the server or the connection is another now.`;
  }
  const row = providers.find(({ id }) => id === provider);
  const hint = row?.credentialKinds[0] === kind ? row.labels.hint : undefined;
  return [...(hint === undefined ? [] : [hint]), RECORD_IT].join(' ');
}

const RECORD_IT =
  'Nobody can read it here afterwards: record it now where you keep secrets, if it is shown once.';
