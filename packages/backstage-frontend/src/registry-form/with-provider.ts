import { providerFor, type ProviderId } from '@berth/core';
import { newLogin, type RegistryDraft } from './registry-draft.ts';

/** Another provider asks for other things; what describes the registry itself stays. */
export function withProvider(draft: RegistryDraft, provider: ProviderId): RegistryDraft {
  if (provider === draft.provider) return { ...draft, isChosen: true };
  const { credentialKinds } = providerFor(provider);
  const isTaken = draft.kind === 'none' || credentialKinds.includes(draft.kind);
  const { kind, fields, endsOn } = draft;
  return {
    ...draft,
    ...newLogin(provider),
    // A token that was pasted before the provider was chosen is not lost.
    ...(isTaken && { kind, fields, endsOn }),
    ...{ provider, isChosen: true, parts: {}, server: undefined },
    push: newLogin(provider),
  };
}
