import { useApi } from '@backstage/frontend-plugin-api';
import { Dialog, DialogHeader } from '@backstage/ui';
import { berthApiRef } from '../api/berth-api.ts';
import { useKeptRequest } from '../api/use-kept-request.ts';
import type { LoginUse } from '../registry-form/login-use.ts';
import type { RegistryDetails } from './details.ts';
import { DialogPending } from './DialogPending.tsx';
import { NewSecretForm } from './NewSecretForm.tsx';
import { Legible } from '../surface/Legible.tsx';

/** Takes a new secret for the credential by which a registry pulls, or pushes. */
export function NewSecretDialog(props: {
  readonly details: RegistryDetails;
  readonly use: LoginUse;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const { details, use, onSaved, onClose } = props;
  const { registry, etag } = details;
  const berth = useApi(berthApiRef);
  const name = (use === 'pull' ? registry.pullCredential : registry.pushCredential) ?? '';
  const request = useKeptRequest(() => berth.getVersionedCredential(name), [berth, name]);
  const { answer, error, reload } = request;
  return (
    <Dialog isOpen onOpenChange={onClose} isDismissable={false} width={640}>
      <Legible>
        <DialogHeader>
          {`New secret of ${registry.name}${use === 'push' ? ' to push' : ''}`}
        </DialogHeader>
        {answer ? (
          <NewSecretForm
            key={answer.etag}
            use={use}
            stored={{
              ...{ registry, etag, credential: undefined },
              [use === 'pull' ? 'credential' : 'pushCredential']: answer.entry,
            }}
            credential={answer}
            onReload={reload}
            onSaved={onSaved}
            onClose={onClose}
          />
        ) : (
          <DialogPending error={error} onRetry={reload} onClose={onClose} />
        )}
      </Legible>
    </Dialog>
  );
}
