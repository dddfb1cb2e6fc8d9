import { Text } from '@backstage/ui';
import { formatDate } from '../registries/when.ts';
import { DateField } from './DateField.tsx';
import { endOfSecret } from './login-problems.ts';
import type { EnteredLogin, LoginUse } from './login-use.ts';
import type { LoginDraft } from './registry-draft.ts';

/** When the secret ends: read from it where it says so, else as somebody knows it. */
export function EndOfSecret(props: {
  readonly use: LoginUse;
  readonly login: EnteredLogin;
  readonly problem: string | undefined;
  readonly showsProblems: boolean;
  readonly onChange: (change: Partial<LoginDraft>) => void;
}) {
  const { use, login, problem, showsProblems, onChange } = props;
  const end = endOfSecret(login);
  if (end !== undefined) {
    return <Text color="secondary">{`It ends on ${formatDate(end)}, as it says itself.`}</Text>;
  }
  return (
    <DateField
      label={use === 'pull' ? 'Ends on (optional)' : 'Login to push ends on (optional)'}
      description="Berth warns before that day. Leave it empty where the secret does not end."
      value={login.endsOn}
      onChange={endsOn => onChange({ endsOn })}
      problem={showsProblems ? problem : undefined}
    />
  );
}
