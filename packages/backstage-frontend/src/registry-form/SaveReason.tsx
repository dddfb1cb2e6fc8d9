import type { useRegistryForm } from './use-registry-form.ts';
import { ValidatedField } from './ValidatedField.tsx';

/** Asked for only where the check did not prove the login; told to be missing once it was missed. */
export function SaveReason({
  form,
}: {
  readonly form: Pick<
    ReturnType<typeof useRegistryForm>,
    'doubt' | 'reason' | 'setReason' | 'isReasonMissed'
  >;
}) {
  const { doubt, reason, setReason, isReasonMissed } = form;
  if (doubt === undefined) return null;
  return (
    <ValidatedField
      name="reason"
      label={
        doubt === 'failed'
          ? 'Why save it although the check failed?'
          : 'Why save it without a check?'
      }
      description="It is kept with the change, for those who look at the events later."
      value={reason}
      onChange={text => setReason(text.slice(0, MAX_LENGTH))}
      problem={reason.trim() === '' ? 'Say why, in 1 to 500 characters.' : undefined}
      showsProblem={isReasonMissed}
      tellsEmpty
    />
  );
}

const MAX_LENGTH = 500;
