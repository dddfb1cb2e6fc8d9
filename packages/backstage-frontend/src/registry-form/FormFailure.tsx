import { Alert, Checkbox, Flex } from '@backstage/ui';
import { BerthRequestError } from '../api/berth-request-error.ts';

/** Why it was refused, with every problem that the backend names. */
export function FormFailure(props: {
  readonly error: Error;
  /** Where apps would be cut off, whether that is meant. */
  readonly force: boolean;
  readonly onForce: (force: boolean) => void;
}) {
  const { error, force, onForce } = props;
  const details = error instanceof BerthRequestError ? detailsOf(error) : [];
  const cutsOff = error instanceof BerthRequestError && error.isHeldByApps;
  return (
    <Flex direction="column" gap="3">
      <Alert
        role="alert"
        status="danger"
        icon
        title={details.length > 0 ? error.message : 'This did not work'}
        description={details.length > 0 ? details.join(' ') : error.message}
      />
      {cutsOff && (
        <Checkbox isSelected={force} onChange={onForce}>
          Save nevertheless: these apps cannot pull by it any more
        </Checkbox>
      )}
    </Flex>
  );
}

function detailsOf({
  status,
  message,
  problems,
  changed,
  usages,
}: BerthRequestError): readonly string[] {
  if (status === 412 && changed.length > 0) {
    return [`Somebody else has changed ${changed.join(', ')}. Open it again to see what.`];
  }
  if (usages.length > 0) return [`Used by ${usages.join(', ')}.`];
  return problems.map(problem => problem.message).filter(text => text !== message);
}
