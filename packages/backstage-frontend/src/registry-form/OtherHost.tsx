import { Alert, Checkbox } from '@backstage/ui';
import type { CredentialFieldsProps } from './CredentialFields.tsx';
import { hostOf } from './draft-server.ts';
import { loginFor } from './login-use.ts';
import { otherHost } from './secret-host.ts';

/** Asks whether a secret that was entered for one server is for the one that is named now, too. */
export function OtherHost(props: Pick<CredentialFieldsProps, 'use' | 'draft' | 'onChange'>) {
  const { use, draft, onChange } = props;
  const from = otherHost(draft, use);
  const host = hostOf(draft);
  if (from === undefined) return null;
  return (
    <>
      <Alert
        role="status"
        status="warning"
        icon
        title={`The secret was entered for ${from}`}
        description="It is sent to no other server unless you say so."
      />
      {host !== undefined && (
        <Checkbox
          isSelected={loginFor(draft, use).alsoFor === host}
          onChange={isMeant => onChange({ alsoFor: isMeant ? host : undefined })}
        >
          {`Send it to ${host} as well`}
        </Checkbox>
      )}
    </>
  );
}
