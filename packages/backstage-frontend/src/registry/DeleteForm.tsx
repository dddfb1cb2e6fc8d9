import type { RegistryDeletion } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button, DialogBody, DialogFooter, Flex, Text } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { ActionFailure } from '../surface/ActionFailure.tsx';
import { FORM } from '../surface/dialog-form.ts';
import { useAction } from '../surface/use-action.ts';
import { CredentialChoice } from './CredentialChoice.tsx';
import type { DeletionImpact } from './deletion-impact.ts';
import type { RegistryDetails } from './details.ts';

/** What would be gone and who would miss it; the name is typed where somebody would. */
export function DeleteForm(props: {
  readonly details: RegistryDetails;
  readonly impact: DeletionImpact;
  readonly onReload: () => void;
  readonly onClose: () => void;
  readonly onDeleted: (deletion: RegistryDeletion) => void;
}) {
  const { details, impact, onReload, onClose, onDeleted } = props;
  const { registry, etag } = details;
  const berth = useApi(berthApiRef);
  const action = useAction();
  const [typed, setTyped] = useState('');
  const [deleteCredential, setDeleteCredential] = useState(false);
  const isChosen = impact.places > 0 || isHeldByApps(action.error);
  const isUsed = !impact.isNeededDefault && (isChosen || impact.isDefault);
  const mayDelete = !impact.isNeededDefault && (!isUsed || typed === registry.name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mayDelete) return;
    action.run(async () =>
      onDeleted(
        await berth.deleteRegistry(registry.name, { etag, force: isChosen, deleteCredential }),
      ),
    );
  };
  const reload = () => {
    action.forget();
    onReload();
  };
  return (
    <form onSubmit={submit} noValidate style={FORM}>
      <DialogBody>
        <Flex direction="column" gap="4">
          {impact.isNeededDefault ? (
            <Alert
              status="danger"
              icon
              title="It is the default registry"
              description="Open another registry and make that the default. Then this one can be deleted."
            />
          ) : (
            <>
              <Users impact={impact} />
              <CredentialChoice
                details={details}
                value={deleteCredential}
                onChange={setDeleteCredential}
              />
            </>
          )}
          {action.error && <ActionFailure error={action.error} onReload={reload} />}
          {isUsed && (
            <ValidatedField
              label={`Type ${registry.name} to delete it`}
              value={typed}
              onChange={setTyped}
              isRequired
              // Nobody knew before: the button that has the focus cannot be used any more.
              autoFocus={action.error !== undefined}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          destructive
          type="submit"
          isDisabled={!mayDelete}
          isPending={action.isRunning}
        >
          {isUsed ? 'Delete although it is used' : 'Delete'}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** The backend knows of users that the reader may not see. */
function isHeldByApps(error: Error | undefined): boolean {
  return error instanceof BerthRequestError && error.isHeldByApps;
}

function Users({ impact }: { readonly impact: DeletionImpact }) {
  const { places, isDefault } = impact;
  return (
    <>
      {isDefault && (
        <Alert
          status="warning"
          icon
          title="It is the default registry"
          description="Apps that have chosen nothing use it. They have no registry then, and their next deployment fails."
        />
      )}
      {places === 0 ? <Text>No app has chosen it.</Text> : <Places impact={impact} />}
    </>
  );
}

function Places({ impact: { places, first } }: { readonly impact: DeletionImpact }) {
  return (
    <Alert
      status="warning"
      icon
      title={places === 1 ? 'It is used in 1 place' : `It is used in ${places} places`}
      description={
        <>
          These apps have no registry then, and their next deployment fails.
          <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
            {first.map(({ app, environment, source }) => (
              <li key={`${app} ${environment} ${source}`}>
                {environment === undefined ? app : `${app} (${environment})`}
              </li>
            ))}
            {places > first.length && <li>{`and ${places - first.length} more`}</li>}
          </ul>
        </>
      }
    />
  );
}
