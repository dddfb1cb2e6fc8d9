import { Checkbox, CheckboxGroup, Flex } from '@backstage/ui';
import { suggestedName } from './draft-server.ts';
import type { Problems } from './draft-problems.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';
import { ValidatedField } from './ValidatedField.tsx';

/** What the registry is called, and what it is for. */
export function DescriptionFields(props: {
  readonly draft: RegistryDraft;
  readonly stored: StoredEntry | undefined;
  readonly problems: Problems;
  readonly showsProblems: boolean;
  readonly onChange: (change: Partial<RegistryDraft>) => void;
}) {
  const { draft, stored, problems, showsProblems, onChange } = props;
  return (
    <Flex direction="column" gap="3">
      {stored === undefined && (
        <ValidatedField
          label="Name"
          description="By which workflows and apps refer to it. It cannot be changed later."
          placeholder={suggestedName(draft)}
          value={draft.name}
          onChange={name => onChange({ name })}
          problem={problems['name']}
          showsProblem={showsProblems}
        />
      )}
      <ValidatedField
        label="Title (optional)"
        value={draft.title}
        onChange={title => onChange({ title })}
      />
      <CheckboxGroup
        label="What it is for"
        orientation="horizontal"
        value={[...draft.purposes]}
        onChange={values => onChange({ purposes: PURPOSES.filter(one => values.includes(one)) })}
      >
        <Checkbox value="pull">Pull</Checkbox>
        <Checkbox value="push">Push</Checkbox>
        <Checkbox value="source">Source of base images</Checkbox>
      </CheckboxGroup>
      <Checkbox
        isSelected={draft.makeDefault}
        isDisabled={stored?.registry.default === true}
        onChange={makeDefault => onChange({ makeDefault })}
      >
        Default registry, for apps that choose none
      </Checkbox>
    </Flex>
  );
}

const PURPOSES = ['pull', 'push', 'source'] as const;
