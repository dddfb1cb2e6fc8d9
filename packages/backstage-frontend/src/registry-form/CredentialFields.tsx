import { providerFor, type CredentialKind } from '@berth/core';
import { Alert, Flex, Select, Text } from '@backstage/ui';
import { credentialFields, kindTitles, mainSecret } from './credential-fields.ts';
import { keepsSecret, type Problems } from './draft-problems.ts';
import { EndOfSecret } from './EndOfSecret.tsx';
import { LoginHints } from './LoginHints.tsx';
import { loginField, loginFor, storedFor, type LoginUse } from './login-use.ts';
import type { LoginDraft, RegistryDraft, StoredEntry } from './registry-draft.ts';
import { OtherHost } from './OtherHost.tsx';
import { withEntered } from './secret-host.ts';
import { secretNote } from './secret-note.ts';
import { StoredCredentialChoice } from './StoredCredentialChoice.tsx';
import { ValidatedField } from './ValidatedField.tsx';

export interface CredentialFieldsProps {
  readonly use: LoginUse;
  readonly draft: RegistryDraft;
  readonly stored: StoredEntry | undefined;
  readonly problems: Problems;
  readonly showsProblems: boolean;
  readonly onChange: (change: Partial<LoginDraft>) => void;
}

/** The login that a registry pulls or pushes by: entered here, or one that is stored already. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { use, draft, problems, onChange } = props;
  const login = loginFor(draft, use);
  const kinds = offeredKinds(props);
  const choose = (id: unknown) => {
    const kind = kinds.find(one => one === id);
    if (kind !== undefined) onChange({ kind, credential: undefined });
    if (id === STORED) onChange({ credential: '' });
  };
  const general = problems[loginField(use, '')];
  return (
    <Flex direction="column" gap="3">
      <Select
        label={use === 'pull' ? 'Login' : 'Login to push'}
        options={[
          ...kinds.map(id => ({
            id,
            label: `${kindTitles[id][0]}: ${lowered(kindTitles[id][1])}`,
          })),
          { id: STORED, label: 'A credential that is stored already' },
        ]}
        value={login.credential === undefined ? login.kind : STORED}
        onChange={choose}
      />
      {login.credential === undefined ? (
        <EnteredCredential {...props} />
      ) : (
        <StoredCredentialChoice {...props} />
      )}
      {general !== undefined && <Alert status="warning" icon description={general} />}
    </Flex>
  );
}

const STORED = 'stored';

function EnteredCredential(props: CredentialFieldsProps) {
  const { use, draft, stored, problems, showsProblems, onChange } = props;
  const login = loginFor(draft, use);
  const { provider, kind, fields } = login;
  const isKept = keepsSecret(draft, stored, use);
  const credential = storedFor(stored, use);
  const enter = (name: string) => (text: string) => {
    // The day that is stored was of the old secret.
    const isNewSecret = name === mainSecret(kind) && !fields[name] && credential !== undefined;
    onChange({ ...withEntered(draft, use, { [name]: text }), ...(isNewSecret && { endsOn: '' }) });
  };
  const others = credential?.usedBy?.filter(one => one !== stored?.registry.name) ?? [];
  const noteOn = (isOptional: boolean | undefined) =>
    isOptional ? TEMPORARY_KEYS : secretNote(credential, isKept, login);
  const marked = use === 'push' ? ' to push' : '';
  return (
    <>
      {credentialFields(provider, kind).map(({ name, label, isSecret, isOptional, isLong }) => (
        <ValidatedField
          key={`${kind}.${name}`}
          label={`${label}${marked}${isOptional ? ' (optional)' : ''}`}
          value={fields[name] ?? ''}
          onChange={enter(name)}
          problem={problems[loginField(use, name)]}
          showsProblem={showsProblems}
          isSecret={isSecret ?? false}
          isLong={isLong ?? false}
          description={isSecret ? noteOn(isOptional) : undefined}
          placeholder={isSecret && !isOptional && isKept ? 'Kept as it is' : ''}
        />
      ))}
      <OtherHost {...props} />
      {others.length > 0 && (
        <Text color="secondary">
          {`What you change of "${credential?.name}" is for ${others.join(', ')} as well.`}
        </Text>
      )}
      <LoginHints login={login} draft={draft} />
      {mainSecret(kind) !== undefined && (
        <>
          <EndOfSecret
            {...{ use, login, showsProblems, onChange }}
            problem={problems[loginField(use, 'expiresAt')]}
          />
          <ValidatedField
            label={`Email${marked} (optional)`}
            value={fields['email'] ?? ''}
            onChange={enter('email')}
            problem={problems[loginField(use, 'email')]}
            showsProblem={showsProblems}
          />
        </>
      )}
    </>
  );
}

const TEMPORARY_KEYS = 'Temporary keys (ASIA…) do not work without it, and end with it.';

function offeredKinds({ use, draft }: CredentialFieldsProps): readonly (CredentialKind | 'none')[] {
  const { credentialKinds } = providerFor(draft.provider);
  // Nodes pull; who pushes nothing has no login to push.
  if (use === 'push') return credentialKinds.filter(kind => kind !== 'node-role');
  return [...credentialKinds, 'none'];
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
