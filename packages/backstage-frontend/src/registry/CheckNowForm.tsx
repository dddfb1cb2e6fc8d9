import { Button, Flex } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { useState } from 'react';
import { ValidatedField } from '../registry-form/ValidatedField.tsx';

/** Has the login checked; some registries let it be proven in a private repository only. */
export function CheckNowForm(props: {
  /** Where it was proven last. */
  readonly repository: string;
  readonly mayCheck: boolean;
  readonly isDisabled: boolean;
  readonly isPending: boolean;
  readonly onCheck: (repository: string) => void;
}) {
  const { mayCheck, isDisabled, isPending, onCheck } = props;
  const [repository, setRepository] = useState(props.repository);
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (!isDisabled && !isPending) onCheck(repository);
      }}
    >
      <Flex gap="2" align="end" style={{ flexWrap: 'wrap' }}>
        {mayCheck && (
          <div style={{ flex: '1 1 220px' }}>
            <ValidatedField
              label="Repository to try (optional)"
              description="Without one only the login is proven. Berth goes on trying the one in which it was."
              placeholder="team/app"
              value={repository}
              onChange={setRepository}
            />
          </div>
        )}
        <Button
          type="submit"
          variant="secondary"
          iconStart={<RiShieldCheckLine />}
          isPending={isPending}
          isDisabled={isDisabled}
        >
          Check now
        </Button>
      </Flex>
    </form>
  );
}
