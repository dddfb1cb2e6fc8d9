import type { Credential } from '@berth/backstage-plugin-berth-common';
import { Alert, Button, DialogBody, DialogFooter, Flex, Text } from '@backstage/ui';
import type { FormEvent } from 'react';
import type { Versioned } from '../api/berth-api.ts';
import { CheckResult } from '../registry-form/CheckResult.tsx';
import { credentialFields } from '../registry-form/credential-fields.ts';
import { EndOfSecret } from '../registry-form/EndOfSecret.tsx';
import { loginField, type LoginUse } from '../registry-form/login-use.ts';
import type { StoredEntry } from '../registry-form/registry-draft.ts';
import { SaveReason } from '../registry-form/SaveReason.tsx';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';
import { formatDate } from '../registries/when.ts';
import { ActionFailure } from '../surface/ActionFailure.tsx';
import { FORM } from '../surface/dialog-form.ts';
import { useNewSecret } from './use-new-secret.ts';

/** What of a login is new; what could not be proven is saved with a reason only. */
export function NewSecretForm(props: {
  readonly use: LoginUse;
  readonly stored: StoredEntry;
  readonly credential: Versioned<Credential>;
  readonly onReload: () => void;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) {
  const { use, stored, credential, onReload, onClose } = props;
  const form = useNewSecret(props);
  const { login, problems, showsProblems, change, check, error } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <form onSubmit={submit} noValidate autoComplete="off" style={FORM}>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text color="secondary">{storedText(stored.registry.name, credential.entry)}</Text>
          {credentialFields(login.provider, login.kind).map((field, index) => (
            <ValidatedField
              key={field.name}
              label={`${field.isSecret ? 'New: ' : ''}${field.label}${field.isOptional ? ' (optional)' : ''}`}
              value={login.fields[field.name] ?? ''}
              onChange={text => change({ fields: { ...login.fields, [field.name]: text } })}
              problem={problems[loginField(use, field.name)]}
              showsProblem={showsProblems}
              isSecret={field.isSecret ?? false}
              isLong={field.isLong ?? false}
              autoFocus={index === 0}
            />
          ))}
          <EndOfSecret
            use={use}
            login={login}
            problem={problems[loginField(use, 'expiresAt')]}
            showsProblems={showsProblems}
            onChange={change}
          />
          {problems[loginField(use, '')] !== undefined && showsProblems && (
            <Alert status="warning" icon description={problems[loginField(use, '')]} />
          )}
          {check && <CheckResult check={check} />}
          {error && <ActionFailure error={error} onReload={onReload} />}
          <SaveReason form={form} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button variant="primary" type="submit" isPending={form.isSaving}>
          {form.isToBeChecked ? 'Check and save' : 'Save nevertheless'}
        </Button>
      </DialogFooter>
    </form>
  );
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
