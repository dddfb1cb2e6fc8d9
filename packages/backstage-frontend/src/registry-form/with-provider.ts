import { providerFor, type ProviderId } from '@berth/core';
import { newLogin, type RegistryDraft } from './registry-draft.ts';

/** Another provider asks for other things; what describes the registry itself stays. */
export function withProvider(draft: RegistryDraft, provider: ProviderId): RegistryDraft {
  if (provider === draft.provider) return { ...draft, isChosen: true };
  const { credentialKinds } = providerFor(provider);
  const isTaken = draft.kind === 'none' || credentialKinds.includes(draft.kind);
  const { kind, fields, enteredFor, endsOn } = draft;
  // A token that was pasted before any provider was chosen is not lost; one that was typed for
  // another vendor is not sent to this one.
  const kept = draft.isChosen ? { kind } : { kind, fields, enteredFor, endsOn };
  return {
    ...draft,
    ...newLogin(provider),
    ...(isTaken && kept),
    ...{ provider, isChosen: true, parts: {}, server: undefined },
    push: newLogin(provider),
  };
}
