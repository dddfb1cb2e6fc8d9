import { Alert, Button } from '@backstage/ui';
import { BerthRequestError } from '../api/berth-request-error.ts';

/** Why a choice was not saved, and what to do. */
export function ChoiceFailure(props: { readonly error: Error; readonly onStartAnew: () => void }) {
  const { error, onStartAnew } = props;
  const status = error instanceof BerthRequestError ? error.status : undefined;
  const isStale = status === 412;
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={titleFor(status)}
      description={isStale ? staleText(error) : error.message}
      customActions={
        isStale && (
          <Button variant="secondary" size="small" onPress={onStartAnew}>
            Load what is chosen now
          </Button>
        )
      }
    />
  );
}

function titleFor(status: number | undefined): string {
  switch (status) {
    case 403:
      return 'You may not choose this';
    case 404:
      return 'It is gone already';
    case 409:
      return 'This cannot be chosen now';
    case 412:
      return 'Somebody else was faster';
    default:
      return 'Not saved';
  }
}

function staleText(error: Error): string {
  const changed = error instanceof BerthRequestError ? error.changed : [];
  const what = changed.length === 0 ? 'The choice' : `Of this choice, ${changed.join(' and ')}`;
  return `${what} was changed meanwhile. Nothing was saved.`;
}
