import type { LoginDraft, RegistryDraft, StoredCredential, StoredEntry } from './registry-draft.ts';

/** A registry may push by another login than it pulls by. */
export type LoginUse = 'pull' | 'push';

/** What is entered for one use; the provider says what its fields are. */
export type EnteredLogin = LoginDraft & Pick<RegistryDraft, 'provider'>;

export function loginFor(draft: RegistryDraft, use: LoginUse): EnteredLogin {
  return use === 'pull' ? draft : { provider: draft.provider, ...draft.push };
}

export function storedFor(
  stored: StoredEntry | undefined,
  use: LoginUse,
): StoredCredential | undefined {
  return use === 'pull' ? stored?.credential : stored?.pushCredential;
}

/** The path of a field of a login in a form's problems. */
export function loginField(use: LoginUse, name: string): string {
  return `${use === 'pull' ? 'fields' : 'push'}.${name}`;
}
