import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogFooter, DialogHeader, Flex } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { DateField } from '../registry-form/DateField.tsx';
import { OwnerField } from '../registry-form/OwnerField.tsx';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { ActionFailure } from '../surface/ActionFailure.tsx';
import { FORM } from '../surface/dialog-form.ts';
import { Legible } from '../surface/Legible.tsx';
import { useAction } from '../surface/use-action.ts';
import {
  changedInput,
  changeOf,
  ownerProblem,
  type CredentialChange,
} from './credential-change.ts';
import type { CredentialDetails } from './credential-details.ts';

/** Changes what a credential is called, whose it is and when it ends; its secret stays. */
export function EditCredentialDialog(props: {
  readonly details: CredentialDetails;
  readonly onChanged: () => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const { details, onChanged, onSaved, onClose } = props;
  const { credential, etag } = details;
  const { name } = credential;
  const berth = useApi(berthApiRef);
  const action = useAction();
  const [entered, setEntered] = useState(() => changeOf(credential));
  const change = (changed: Partial<CredentialChange>) => {
    setEntered(now => ({ ...now, ...changed }));
    action.forget();
  };
  const problem = ownerProblem(entered);
  const [showsProblem, setShowsProblem] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShowsProblem(true);
    if (problem !== undefined) return;
    action.run(async () => {
      await berth.updateCredential(name, changedInput(credential, entered), etag);
      onSaved();
    });
  };
  const reload = () => {
    action.forget();
    onChanged();
  };
  return (
    <Dialog isOpen onOpenChange={onClose} isDismissable={false} width={560}>
      <Legible>
        <DialogHeader>{`Edit ${name}`}</DialogHeader>
        <form onSubmit={submit} noValidate autoComplete="off" style={FORM}>
          <DialogBody>
            <Flex direction="column" gap="4">
              <ValidatedField
                label="Title (optional)"
                value={entered.title}
                onChange={title => change({ title })}
                autoFocus
              />
              <ValidatedField
                label="Description (optional)"
                value={entered.description}
                onChange={description => change({ description })}
              />
              <OwnerField
                value={entered.owner}
                onChange={owner => change({ owner })}
                problem={problem}
                showsProblem={showsProblem}
              />
              {credential.hasSecret && (
                <DateField
                  label="Ends on (optional)"
                  description="Berth warns before that day. Where the secret says itself when it ends, that holds."
                  value={entered.endsOn}
                  onChange={endsOn => change({ endsOn })}
                />
              )}
              {action.error && <ActionFailure error={action.error} onReload={reload} />}
            </Flex>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={onClose}>
              Cancel
            </Button>
            <Button variant="primary" type="submit" isPending={action.isRunning}>
              Save
            </Button>
          </DialogFooter>
        </form>
      </Legible>
    </Dialog>
  );
}
