import { Flex, Radio, RadioGroup } from '@backstage/ui';
import { CredentialFields, type CredentialFieldsProps } from './CredentialFields.tsx';
import type { RegistryDraft } from './registry-draft.ts';

const WAYS = ['none', 'same', 'other'] as const;

/** A pull secret never holds what pushes, where that is another login. */
export function PushFields(
  props: Omit<CredentialFieldsProps, 'use' | 'onChange'> & {
    readonly onChange: (change: Partial<RegistryDraft>) => void;
  },
) {
  const { draft, onChange, ...others } = props;
  const choose = (way: string) => {
    const pushBy = WAYS.find(one => one === way) ?? 'none';
    const isPushed = pushBy !== 'none' && !draft.purposes.includes('push');
    onChange({ pushBy, ...(isPushed && { purposes: [...draft.purposes, 'push'] }) });
  };
  return (
    <Flex direction="column" gap="3">
      <RadioGroup label="Workflows push by" value={draft.pushBy} onChange={choose}>
        <Radio value="none">Nothing: no workflow pushes here</Radio>
        <Radio value="same" isDisabled={draft.kind === 'none' && draft.credential === undefined}>
          The same login
        </Radio>
        <Radio value="other">Another login: clusters never get it</Radio>
      </RadioGroup>
      {draft.pushBy === 'other' && (
        <CredentialFields
          {...others}
          use="push"
          draft={draft}
          onChange={push => onChange({ push: { ...draft.push, ...push } })}
        />
      )}
    </Flex>
  );
}
