import type { Credential } from '../credential/credential.ts';

/** What was found in pasted text. */
export interface Pasted {
  /** The host, in the spelling of `canonicalHost`; absent where there is none or several. */
  readonly server?: string;
  /** Each bound to the host it stood beside. */
  readonly credentials: readonly Credential[];
  /** What was changed, left out or looks wrong, as sentences without secrets. */
  readonly notes: readonly string[];
}

/** Joins what was found in several places; a note is said once. */
export function joinPasted(found: readonly Pasted[]): Pasted {
  const servers = [
    ...new Set(found.flatMap(({ server }) => (server === undefined ? [] : [server]))),
  ];
  const [server, ...others] = servers;
  return {
    ...(server === undefined || others.length > 0 ? {} : { server }),
    credentials: found.flatMap(({ credentials }) => credentials),
    notes: [...new Set(found.flatMap(({ notes }) => notes))],
  };
}
