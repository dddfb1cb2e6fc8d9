import { Alert, Button } from '@backstage/ui';
import { BerthRequestError } from '../api/berth-request-error.ts';

/** Why something was refused: what somebody else has changed, when to try again, or what is wrong. */
export function ActionFailure(props: {
  readonly error: Error;
  /** Reads again what somebody else has changed. */
  readonly onReload: () => void;
}) {
  const { error, onReload } = props;
  const isStale = error instanceof BerthRequestError && error.status === 412;
  return (
    <Alert
      role="alert"
      status={isStale ? 'warning' : 'danger'}
      icon
      title={titleOf(error)}
      description={descriptionOf(error)}
      customActions={
        isStale && (
          <Button variant="secondary" size="small" onPress={onReload}>
            Load again
          </Button>
        )
      }
    />
  );
}

function titleOf(error: Error): string {
  if (!(error instanceof BerthRequestError)) return 'This did not work';
  if (error.status === 412) return 'Somebody else has changed it meanwhile';
  if (error.status === 429) return 'Too often';
  if (error.status === 403) return 'This is not yours to do';
  return 'This did not work';
}

function descriptionOf(error: Error): string {
  if (!(error instanceof BerthRequestError)) return error.message;
  const { message, status, changed, problems, retryAfter } = error;
  if (status === 412 && changed.length > 0) {
    return `Changed: ${changed.join(', ')}. Load it again, and repeat what you wanted.`;
  }
  if (status === 429 && retryAfter !== undefined && !message.includes(`${retryAfter}`)) {
    return `${message} You can try again in ${retryAfter} seconds.`;
  }
  const others = problems.map(problem => problem.message).filter(text => text !== message);
  return [message, ...others].join(' ');
}
