import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { providers } from '@berth/core';
import { Alert, Flex, Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { usePermittedActions } from '../api/use-permitted-actions.ts';
import { MAY_NOT_ADD } from '../registries/AddButton.tsx';
import { FormSkeleton } from './FormSkeleton.tsx';
import { newDraft, type RegistryDraft } from './registry-draft.ts';
import { RegistryForm } from './RegistryForm.tsx';

/** The provider is that of the link, else that of the configuration; else none is chosen. */
export function AddRegistry() {
  const [parameters] = useSearchParams();
  const configured = useApi(configApiRef).getOptionalString('berth.defaultProvider');
  const permitted = usePermittedActions();
  if (permitted === undefined) return <FormSkeleton />;
  if (!permitted.may('registry.create')) {
    return (
      <Alert status="info" icon title="Only some may add registries" description={MAY_NOT_ADD} />
    );
  }
  return (
    <>
      <Flex pt="4">
        <Text as="h2" variant="title-small">
          Add registry
        </Text>
      </Flex>
      <RegistryForm
        permitted={permitted}
        start={startWith(parameters.get('provider') ?? configured)}
      />
    </>
  );
}

function startWith(provider: string | undefined): RegistryDraft {
  const chosen = providers.find(({ id }) => id === provider);
  return { ...newDraft(chosen?.id ?? 'generic'), isChosen: chosen !== undefined };
}
