import type { PullSecretExport } from '@berth/backstage-plugin-berth-common';
import { Dialog, DialogHeader } from '@backstage/ui';
import { useState } from 'react';
import type { RegistryDetails } from './details.ts';
import { ExportedPullSecret } from './ExportedPullSecret.tsx';
import { PullSecretForm } from './PullSecretForm.tsx';
import { useWhenHidden } from './use-when-hidden.ts';
import { Legible } from '../surface/Legible.tsx';

/**
 * Exports the pull secret once its reader has said why. It is in the state of this dialog only: it
 * is gone when the dialog closes, when the page is left, and when another window covers it.
 */
export function PullSecretDialog(props: {
  readonly details: RegistryDetails;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { details, onChanged, onClose } = props;
  const [exported, setExported] = useState<PullSecretExport>();
  const [wasHidden, setWasHidden] = useState(false);
  useWhenHidden(() => {
    if (exported === undefined) return;
    setExported(undefined);
    setWasHidden(true);
  });
  const show = (answer: PullSecretExport) => {
    onChanged();
    setWasHidden(document.hidden);
    if (!document.hidden) setExported(answer);
  };
  return (
    <Dialog isOpen onOpenChange={onClose} isDismissable={false} width={640}>
      <Legible>
        <DialogHeader>{`Pull secret of ${details.registry.name}`}</DialogHeader>
        {exported === undefined ? (
          <PullSecretForm {...{ details, wasHidden, onClose }} onExported={show} />
        ) : (
          <ExportedPullSecret exported={exported} onClose={onClose} />
        )}
      </Legible>
    </Dialog>
  );
}
