import { Alert, Checkbox, Flex } from '@backstage/ui';
import { usage } from '../registries/registry-usage.ts';
import type { DescriptionFieldsProps } from './DescriptionFields.tsx';
import { OwnerField } from './OwnerField.tsx';
import { ScopeField } from './ScopeField.tsx';
import { ValidatedField } from './ValidatedField.tsx';

/** Who may change the registry, and whose apps may use it. */
export function AccessFields(props: DescriptionFieldsProps) {
  const { draft, problems, showsProblems, onChange } = props;
  return (
    <Flex direction="column" gap="3">
      <OwnerField
        value={draft.owner}
        onChange={owner => onChange({ owner })}
        problem={problems['owner']}
        showsProblem={showsProblems}
      />
      {/^user:/i.test(draft.owner.trim()) && (
        <Alert
          status="warning"
          icon
          description="When this person leaves, only administrators can change the registry. Better name a group."
        />
      )}
      <ScopeField
        value={draft.scope}
        onChange={scope => onChange({ scope })}
        problem={problems['scope']}
        showsProblem={showsProblems}
      />
      <ValidatedField
        label="Labels (optional)"
        description="One a line, such as tier=gold."
        isLong
        value={draft.labels}
        onChange={labels => onChange({ labels })}
        problem={problems['labels']}
        showsProblem={showsProblems}
      />
      <Checkbox isSelected={draft.disabled} onChange={disabled => onChange({ disabled })}>
        Disabled: kept, but nobody can use it
      </Checkbox>
      <DisabledNote {...props} />
    </Flex>
  );
}

function DisabledNote({ draft, stored }: DescriptionFieldsProps) {
  if (!draft.disabled || stored === undefined || stored.registry.disabled) return null;
  const { registry } = stored;
  const { count, title } = usage(registry.usedBy);
  const users = [
    ...(count === '0' ? [] : [title]),
    ...(registry.default ? ['as the default, all apps that have chosen nothing'] : []),
  ];
  if (users.length === 0) return null;
  return (
    <Alert
      status="warning"
      icon
      description={`Whoever uses it is cut off: ${users.join('; ')}. They get an error that names this registry, and no other registry instead.`}
    />
  );
}
