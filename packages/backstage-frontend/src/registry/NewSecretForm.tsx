import type { Check, Credential } from '@berth/backstage-plugin-berth-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button, DialogBody, DialogFooter, Flex, Text } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { berthApiRef, type Versioned } from '../api/berth-api.ts';
import { CheckResult, isGood } from '../registry-form/CheckResult.tsx';
import { credentialFields } from '../registry-form/credential-fields.ts';
import { registryInput } from '../registry-form/draft-input.ts';
import { draftProblems } from '../registry-form/draft-problems.ts';
import { draftOf, type StoredEntry } from '../registry-form/registry-draft.ts';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { formatDate } from '../registries/when.ts';
import { ActionFailure } from './ActionFailure.tsx';
import { DateField } from './DateField.tsx';
import { credentialInput, missingSecret } from './new-secret.ts';
import { FORM } from './PullSecretForm.tsx';
import { useAction } from './use-action.ts';

/** The new secret is checked first; what was refused can be saved nevertheless. */
export function NewSecretForm(props: {
  readonly stored: StoredEntry;
  readonly credential: Versioned<Credential>;
  readonly onReload: () => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const { stored, credential, onReload, onSaved, onClose } = props;
  const berth = useApi(berthApiRef);
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [endsOn, setEndsOn] = useState('');
  const [showsProblems, setShowsProblems] = useState(false);
  const [check, setCheck] = useState<Check>();
  const [wasChecked, setWasChecked] = useState(false);
  const action = useAction();
  const problems = { ...draftProblems(draft, stored), ...missingSecret(draft) };
  const { name } = credential.entry;

  const enter = (field: string, text: string) => {
    setDraft(now => ({ ...now, fields: { ...now.fields, [field]: text } }));
    // What was proven was proven of something else.
    setCheck(undefined);
    setWasChecked(false);
    action.forget();
  };
  const save = async () => {
    const input = credentialInput(credential.entry, draft, endsOn);
    await berth.updateCredential(name, input, credential.etag);
    onSaved();
  };
  const checkAndSave = async () => {
    setWasChecked(true);
    const registry = registryInput(draft, { credentialName: name, stored });
    const answer = await berth.checkDraft({ registry });
    setCheck(answer);
    if (isGood(answer)) await save();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setShowsProblems(true);
    if (Object.keys(problems).length === 0) action.run(wasChecked ? save : checkAndSave);
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off" style={FORM}>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text color="secondary">{storedText(stored.registry.name, credential.entry)}</Text>
          {credentialFields(draft.provider, draft.kind).map(field => (
            <ValidatedField
              key={field.name}
              label={`${field.isSecret ? 'New: ' : ''}${field.label}${field.isOptional ? ' (optional)' : ''}`}
              value={draft.fields[field.name] ?? ''}
              onChange={text => enter(field.name, text)}
              problem={problems[`fields.${field.name}`]}
              showsProblem={showsProblems}
              isSecret={field.isSecret ?? false}
              isLong={field.isLong ?? false}
            />
          ))}
          <DateField
            label="Ends on (optional)"
            description="Berth warns before that day. What a token says itself need not be entered."
            value={endsOn}
            onChange={setEndsOn}
          />
          {check && <CheckResult check={check} />}
          {action.error && <ActionFailure error={action.error} onReload={onReload} />}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" isPending={action.isRunning}>
          {saveLabel(wasChecked, check)}
        </Button>
      </DialogFooter>
    </form>
  );
}

function saveLabel(wasChecked: boolean, check: Check | undefined): string {
  if (!wasChecked) return 'Check and save';
  if (check === undefined) return 'Save without a check';
  return isGood(check) ? 'Save' : 'Save although the check failed';
}

function storedText(registry: string, credential: Credential): string {
  const { name, usedBy, secretChangedAt, secretChangedBy } = credential;
  const others = usedBy.filter(one => one !== registry);
  return [
    secretChangedAt === undefined
      ? `What is stored in "${name}" is never shown.`
      : `What is stored in "${name}" was entered ${formatDate(secretChangedAt)} by ${secretChangedBy}, and is never shown.`,
    ...(others.length === 0 ? [] : [`The new one is for ${others.join(', ')} as well.`]),
  ].join(' ');
}
