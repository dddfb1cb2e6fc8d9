import { useApi } from '@backstage/frontend-plugin-api';
import { Dialog, DialogHeader } from '@backstage/ui';
import { useNavigate } from 'react-router-dom';
import { berthApiRef } from '../api/berth-api.ts';
import { useKeptRequest } from '../api/use-kept-request.ts';
import { messageState } from '../registries/PageMessage.tsx';
import { usePageLinks } from '../registries/page-links.ts';
import { deletedText, keptCredentials, readImpact } from './deletion-impact.ts';
import { DeleteForm } from './DeleteForm.tsx';
import { DialogPending } from './DialogPending.tsx';
import type { RegistryDetails } from './details.ts';
import { Legible } from '../surface/Legible.tsx';

/** Deletes a registry once its reader knows what that does. */
export function DeleteDialog(props: {
  readonly details: RegistryDetails;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { details, onChanged, onClose } = props;
  const { registry } = details;
  const berth = useApi(berthApiRef);
  const links = usePageLinks();
  const navigate = useNavigate();
  const request = useKeptRequest(() => readImpact(berth, registry), [berth, registry.id]);
  const { answer: impact, error, reload } = request;
  const reloadAll = () => {
    reload();
    onChanged();
  };
  return (
    <Dialog isOpen onOpenChange={onClose} isDismissable={false} width={560}>
      <Legible>
        <DialogHeader>{`Delete ${registry.name}?`}</DialogHeader>
        {impact ? (
          <DeleteForm
            details={details}
            impact={impact}
            onReload={reloadAll}
            onClose={onClose}
            onDeleted={deletion =>
              navigate(links.list, {
                state: messageState(deletedText(deletion), keptCredentials(deletion)),
              })
            }
          />
        ) : (
          <DialogPending error={error} onRetry={reload} onClose={onClose} />
        )}
      </Legible>
    </Dialog>
  );
}
