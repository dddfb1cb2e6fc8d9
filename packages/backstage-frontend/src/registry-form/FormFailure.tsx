import { Alert, Button, Checkbox, Flex } from '@backstage/ui';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { failureText } from './failure-text.ts';

/** Why it was refused, with every problem that the backend names, and the way on. */
export function FormFailure(props: {
  readonly error: Error;
  /** Where apps would be cut off, whether that is meant. */
  readonly force: boolean;
  readonly onForce: (force: boolean) => void;
  /** Reads anew what is stored; absent for what is new. */
  readonly onReload?: (() => void) | undefined;
}) {
  const { error, force, onForce, onReload } = props;
  const { title, description, isStale } = failureText(error, onReload === undefined);
  const cutsOff = error instanceof BerthRequestError && error.isHeldByApps;
  return (
    <Flex direction="column" gap="3">
      <Alert
        role="alert"
        status={isStale ? 'warning' : 'danger'}
        icon
        title={title}
        description={description}
        customActions={
          isStale && (
            <Button variant="secondary" size="small" onPress={() => onReload?.()}>
              Load again
            </Button>
          )
        }
      />
      {cutsOff && (
        <Checkbox isSelected={force} onChange={onForce}>
          Save nevertheless: these apps cannot pull by it any more
        </Checkbox>
      )}
    </Flex>
  );
}
