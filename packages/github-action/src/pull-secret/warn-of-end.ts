import { warning } from '@actions/core';
import { shortLivedLogins, type LoginAtRegistry } from './short-lived-logins.ts';

/** One annotation for all, since each of them is worth reading and there may be many. */
export function warnOfEnd(registries: readonly LoginAtRegistry[]): void {
  const sentences = shortLivedLogins(registries, new Date());
  if (sentences.length > 0) {
    warning(sentences.join(' '), { title: 'Berth: the pull secret ends soon' });
  }
}
