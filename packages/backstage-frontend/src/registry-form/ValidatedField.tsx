import { PasswordField, TextAreaField, TextField } from '@backstage/ui';
import { useToldProblem } from './use-told-problem.ts';

export interface ValidatedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with it; shown once it was left, or when everything is to be shown. */
  readonly problem?: string | undefined;
  readonly showsProblem?: boolean | undefined;
  /** Its problem is told where it was left empty, too. */
  readonly tellsEmpty?: boolean | undefined;
  readonly name?: string;
  readonly description?: string | undefined;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isSecret?: boolean;
  readonly isLong?: boolean;
  readonly autoFocus?: boolean;
}

/** A text field that waits with its problem until somebody has left it, and then tells it at once. */
export function ValidatedField(props: ValidatedFieldProps) {
  const { problem, showsProblem, tellsEmpty, isSecret, isLong, ...others } = props;
  const told = useToldProblem(props.value, { problem, showsProblem, tellsEmpty });
  const field = {
    ...others,
    ...told,
    // What is entered here is no login of this portal, and is not to be offered again.
    autoComplete: isSecret ? 'new-password' : 'off',
  } as const;
  if (isLong) {
    return (
      <>
        {isSecret && <style>{HIDDEN}</style>}
        <TextAreaField {...field} rows={5} className={isSecret ? 'berth-hidden' : undefined} />
      </>
    );
  }
  return isSecret ? <PasswordField {...field} /> : <TextField {...field} />;
}

// Only what is written: the label stays legible.
const HIDDEN = '.berth-hidden textarea { -webkit-text-security: disc }';
