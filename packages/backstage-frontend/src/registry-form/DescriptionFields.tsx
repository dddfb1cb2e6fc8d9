import { Alert, Checkbox, CheckboxGroup, Flex, Text } from '@backstage/ui';
import { useId } from 'react';
import type { PermittedActions } from '../api/use-permitted-actions.ts';
import { DEFAULT_WITH_SCOPE } from './failure-text.ts';
import { suggestedName } from './draft-server.ts';
import type { Problems } from './draft-problems.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';
import { ValidatedField } from './ValidatedField.tsx';

export interface DescriptionFieldsProps {
  readonly draft: RegistryDraft;
  readonly stored: StoredEntry | undefined;
  readonly problems: Problems;
  readonly showsProblems: boolean;
  readonly permitted: PermittedActions;
  readonly onChange: (change: Partial<RegistryDraft>) => void;
}

/** What the registry is called, and what it is for. */
export function DescriptionFields(props: DescriptionFieldsProps) {
  const { draft, stored, problems, showsProblems, onChange } = props;
  return (
    <Flex direction="column" gap="3">
      <ValidatedField
        label="Name"
        description={
          stored === undefined
            ? 'By which workflows and apps refer to it. It cannot be changed later.'
            : 'Workflows and apps refer to it by this name, so it cannot be changed. To rename it, add another registry and let them choose that one.'
        }
        placeholder={suggestedName(draft)}
        value={draft.name}
        isDisabled={stored !== undefined}
        onChange={name => onChange({ name })}
        problem={problems['name']}
        showsProblem={showsProblems}
      />
      <ValidatedField
        label="Title (optional)"
        value={draft.title}
        onChange={title => onChange({ title })}
        problem={problems['title']}
        showsProblem={showsProblems}
      />
      <ValidatedField
        label="Description (optional)"
        value={draft.description}
        onChange={description => onChange({ description })}
        problem={problems['description']}
        showsProblem={showsProblems}
      />
      <CheckboxGroup
        label="What it is for"
        orientation="horizontal"
        value={[...draft.purposes]}
        onChange={values => onChange({ purposes: PURPOSES.filter(one => values.includes(one)) })}
        isInvalid={showsProblems && problems['purposes'] !== undefined}
      >
        <Checkbox value="pull">Pull</Checkbox>
        <Checkbox value="push">Push</Checkbox>
        <Checkbox value="source">Source of base images</Checkbox>
      </CheckboxGroup>
      {showsProblems && problems['purposes'] !== undefined && (
        <Text color="danger" variant="body-small">
          {problems['purposes']}
        </Text>
      )}
      <MakeDefault {...props} />
      <Management {...props} />
    </Flex>
  );
}

function MakeDefault(props: DescriptionFieldsProps) {
  const { draft, stored, problems, permitted, onChange } = props;
  const note = useId();
  const problem = useId();
  const refusal = reasonAgainst(props);
  const isDefault = stored?.registry.default === true;
  // What is chosen already can be taken back.
  const mayChange = permitted.may('default-registry.update') && !isDefault;
  return (
    <Flex direction="column" gap="1">
      <Checkbox
        isSelected={draft.makeDefault}
        isDisabled={!mayChange || (refusal !== undefined && !draft.makeDefault)}
        onChange={makeDefault => onChange({ makeDefault })}
        aria-describedby={`${note} ${problem}`}
      >
        Default registry, for apps that choose none
      </Checkbox>
      {refusal !== undefined && !draft.makeDefault && (
        <Text id={note} variant="body-small" color="secondary">
          {refusal}
        </Text>
      )}
      {problems['default'] !== undefined && (
        <Text id={problem} variant="body-small" color="danger">
          {problems['default']}
        </Text>
      )}
      {draft.makeDefault && draft.scope.trim() !== '' && (
        <Alert status="warning" icon description={DEFAULT_WITH_SCOPE} />
      )}
    </Flex>
  );
}

function reasonAgainst({ draft, permitted }: DescriptionFieldsProps): string | undefined {
  if (!permitted.may('default-registry.update')) return "Only Berth's admins choose the default.";
  return draft.disabled ? 'A disabled registry cannot be the default.' : undefined;
}

function Management({ draft, stored, onChange }: DescriptionFieldsProps) {
  return (
    <>
      <Checkbox
        isSelected={draft.management === 'managed'}
        onChange={isManaged => onChange({ management: isManaged ? 'managed' : 'user' })}
      >
        Managed: built into the platform, and looked after by it
      </Checkbox>
      {stored?.registry.management === 'managed' && (
        <Alert
          status="warning"
          icon
          description="The platform manages this registry: it may undo what is changed here."
        />
      )}
    </>
  );
}

const PURPOSES = ['pull', 'push', 'source'] as const;
