import { useApi } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { messageState } from '../registries/PageMessage.tsx';
import { usePageLinks } from '../registries/page-links.ts';
import { ActionFailure } from '../surface/ActionFailure.tsx';
import { Legible } from '../surface/Legible.tsx';
import { useAction } from '../surface/use-action.ts';
import type { CredentialDetails } from './credential-details.ts';

/** Deletes a credential once its reader knows what that does; one that is used stays. */
export function DeleteCredentialDialog(props: {
  readonly details: CredentialDetails;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { details, onChanged, onClose } = props;
  const { credential, etag } = details;
  const { name, usedBy } = credential;
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const navigate = useNavigate();
  const action = useAction();
  const remove = () =>
    action.run(async () => {
      await berth.deleteCredential(name, etag);
      const text = `The credential "${name}" was deleted.`;
      navigate(links.credentials, { state: messageState(text) });
    });
  const reload = () => {
    action.forget();
    onChanged();
  };
  return (
    <Dialog isOpen onOpenChange={onClose} isDismissable={false} width={560}>
      <Legible>
        <DialogHeader>{`Delete ${name}?`}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="4">
            {usedBy.length > 0 ? (
              <Alert
                status="danger"
                icon
                title="It is used"
                description={`These registries log in by it: ${usedBy.join(', ')}. Give them another credential first.`}
              />
            ) : (
              <Text>
                {credential.hasSecret
                  ? 'Its secret is gone then, and nobody can bring it back. Revoke it at the vendor as well.'
                  : 'Nothing secret is stored in it. No registry uses it.'}
              </Text>
            )}
            {action.error && <ActionFailure error={action.error} onReload={reload} />}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            destructive
            isDisabled={usedBy.length > 0}
            isPending={action.isRunning}
            onPress={remove}
          >
            Delete
          </Button>
        </DialogFooter>
      </Legible>
    </Dialog>
  );
}
