import type { PullSecretExport } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  DialogBody,
  DialogFooter,
  Flex,
  Radio,
  RadioGroup,
  Text,
} from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { berthApiRef } from '../api/berth-api.ts';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { ActionFailure } from '../surface/ActionFailure.tsx';
import { FORM } from '../surface/dialog-form.ts';
import { useAction } from '../surface/use-action.ts';
import type { RegistryDetails } from './details.ts';
import {
  exportInput,
  exportProblems,
  newExportDraft,
  pullSecretFormats,
  type ExportDraft,
} from './export-draft.ts';

/** What the pull secret is to be, and what it is for. */
export function PullSecretForm(props: {
  readonly details: RegistryDetails;
  /** One was there, and was taken away. */
  readonly wasHidden: boolean;
  readonly onExported: (exported: PullSecretExport) => void;
  readonly onClose: () => void;
}) {
  const { details, wasHidden, onExported, onClose } = props;
  const berth = useApi(berthApiRef);
  const [draft, setDraft] = useState(newExportDraft);
  const [showsProblems, setShowsProblems] = useState(false);
  const action = useAction();
  const problems = exportProblems(draft);
  const change = (changed: Partial<ExportDraft>) => setDraft(now => ({ ...now, ...changed }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShowsProblems(true);
    if (Object.keys(problems).length > 0) return;
    action.run(async () =>
      onExported(await berth.exportPullSecret(details.registry.name, exportInput(draft))),
    );
  };
  return (
    <form onSubmit={submit} noValidate style={FORM}>
      <DialogBody>
        <Flex direction="column" gap="4">
          {wasHidden && (
            <Alert
              role="status"
              status="info"
              icon
              title="The pull secret was taken off the screen"
              description="This page was out of sight. Export it again if you still need it."
            />
          )}
          <ValidatedField
            label="Reason"
            description="What you need it for. It is kept in the events with your name."
            placeholder="New cluster in Frankfurt"
            value={draft.reason}
            onChange={reason => change({ reason })}
            problem={problems.reason}
            showsProblem={showsProblems}
            isRequired
            autoFocus
          />
          <RadioGroup
            label="Format"
            value={draft.format}
            onChange={value =>
              change({ format: pullSecretFormats.find(({ id }) => id === value)?.id ?? 'yaml' })
            }
          >
            {pullSecretFormats.map(({ id, title }) => (
              <Radio key={id} value={id}>
                {title}
              </Radio>
            ))}
          </RadioGroup>
          <ValidatedField
            label="Name"
            value={draft.name}
            onChange={name => change({ name })}
            problem={problems.name}
            showsProblem={showsProblems}
          />
          <ValidatedField
            label="Namespace (optional)"
            value={draft.namespace}
            onChange={namespace => change({ namespace })}
            problem={problems.namespace}
            showsProblem={showsProblems}
          />
          <Text variant="body-small" color="secondary">
            Whoever has it can pull as {details.registry.login?.username ?? 'this login'}.
          </Text>
          {action.error && <ActionFailure error={action.error} onReload={action.forget} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" isPending={action.isRunning}>
          Export
        </Button>
      </DialogFooter>
    </form>
  );
}
