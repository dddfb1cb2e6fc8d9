import { Alert, Button, Flex } from '@backstage/ui';
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
      title={TITLES[status ?? 0] ?? 'Not saved'}
      description={
        isStale ? (
          <Flex direction="column" gap="2" align="start">
            <span>{staleText(error)}</span>
            <Button variant="secondary" size="small" onPress={onStartAnew}>
              Load what is chosen now
            </Button>
          </Flex>
        ) : (
          error.message
        )
      }
    />
  );
}

const TITLES: Readonly<Record<number, string>> = {
  403: 'You may not choose this',
  404: 'It is gone already',
  409: 'This cannot be chosen now',
  412: 'Somebody else was faster',
};

function staleText(error: Error): string {
  const changed = error instanceof BerthRequestError ? error.changed : [];
  const what = changed.length === 0 ? 'The choice' : `Of this choice, ${changed.join(' and ')}`;
  return `${what} was changed meanwhile. Nothing was saved.`;
}
