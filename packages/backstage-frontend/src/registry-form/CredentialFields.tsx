import { providerFor, providers, type CredentialKind } from '@berth/core';
import { Alert, Flex, Select } from '@backstage/ui';
import { formatDate } from '../registries/when.ts';
import { credentialFields, kindTitles, mainSecret } from './credential-fields.ts';
import { keepsSecret, type Problems } from './draft-problems.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';
import { ValidatedField } from './ValidatedField.tsx';

export function CredentialFields(props: {
  readonly draft: RegistryDraft;
  readonly stored: StoredEntry | undefined;
  readonly problems: Problems;
  readonly showsProblems: boolean;
  readonly onChange: (change: Partial<RegistryDraft>) => void;
}) {
  const { draft, stored, problems, showsProblems, onChange } = props;
  const { provider, kind, fields } = draft;
  const kinds: readonly (CredentialKind | 'none')[] = [
    ...providerFor(provider).credentialKinds,
    'none',
  ];
  const isKept = keepsSecret(draft, stored);
  return (
    <Flex direction="column" gap="3">
      <Select
        label="Login"
        options={kinds.map(id => ({
          id,
          label: `${kindTitles[id][0]}: ${lowered(kindTitles[id][1])}`,
        }))}
        value={kind}
        onChange={id => onChange({ kind: kinds.find(one => one === id) ?? kind })}
      />
      {credentialFields(provider, kind).map(({ name, label, isSecret, isOptional, isLong }) => (
        <ValidatedField
          key={`${kind}.${name}`}
          label={isOptional ? `${label} (optional)` : label}
          value={fields[name] ?? ''}
          onChange={text => onChange({ fields: { ...fields, [name]: text } })}
          problem={problems[`fields.${name}`]}
          showsProblem={showsProblems}
          isSecret={isSecret ?? false}
          isLong={isLong ?? false}
          description={isSecret ? secretNote(stored, isKept, draft) : undefined}
          placeholder={isSecret && isKept ? 'Kept as it is' : ''}
        />
      ))}
      {problems['fields.'] !== undefined && (
        <Alert status="warning" icon description={problems['fields.']} />
      )}
      {mainSecret(kind) !== undefined && (
        <ValidatedField
          label="Email (optional)"
          value={fields['email'] ?? ''}
          onChange={email => onChange({ fields: { ...fields, email } })}
          problem={problems['fields.email']}
        />
      )}
    </Flex>
  );
}

/** What is stored is never shown: only when it was entered, and by whom. */
function secretNote(
  stored: StoredEntry | undefined,
  isKept: boolean,
  { provider, kind }: RegistryDraft,
): string | undefined {
  const credential = stored?.credential;
  if (credential?.hasSecret && credential.kind === kind) {
    const { updatedAt, updatedBy } = credential;
    const changed =
      updatedAt === undefined ? '' : `Last changed ${formatDate(updatedAt)} by ${updatedBy}. `;
    return isKept
      ? `${changed}Leave it empty to keep it.`
      : `${changed}It is needed again, since the server or the connection is another now.`;
  }
  const row = providers.find(({ id }) => id === provider);
  return row?.credentialKinds[0] === kind ? row.labels.hint : undefined;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
