import { providers } from '@berth/core';
import { useSearchParams } from 'react-router-dom';
import { newDraft } from './registry-draft.ts';
import { RegistryForm } from './RegistryForm.tsx';

export function AddRegistry() {
  const [parameters] = useSearchParams();
  const chosen = providers.find(({ id }) => id === parameters.get('provider'));
  return <RegistryForm start={newDraft(chosen?.id ?? 'docker-hub')} />;
}
