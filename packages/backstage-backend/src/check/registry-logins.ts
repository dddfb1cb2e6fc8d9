import type { StoredRegistry } from '../store/stored-registry.ts';

export type CheckAction = 'pull' | 'push';

type CredentialIds = Pick<StoredRegistry, 'pullCredentialId' | 'pushCredentialId'>;

export function credentialIdFor(registry: CredentialIds, action: CheckAction): string | undefined {
  return action === 'pull' ? registry.pullCredentialId : registry.pushCredentialId;
}

/** What a registry's health is made of: each of its logins once; the public's where it has none. */
export function actionsToProve(registry: CredentialIds): readonly CheckAction[] {
  const { pullCredentialId: pull, pushCredentialId: push } = registry;
  if (push === undefined || push === pull) return ['pull'];
  return pull === undefined ? ['push'] : ['pull', 'push'];
}
