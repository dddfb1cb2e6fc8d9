import { Alert, Button } from '@backstage/ui';

/** What went wrong, and a way to try again. */
export function RequestFailure(props: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title="Berth could not be asked"
      description={explain(props.error)}
      customActions={
        <Button variant="secondary" size="small" onPress={props.onRetry}>
          Try again
        </Button>
      }
    />
  );
}

/** Where nothing answers, browsers say only "Failed to fetch". */
function explain(error: Error): string {
  return error instanceof TypeError
    ? 'The backend does not answer. Check your network, then try again; if it stays so, tell whoever runs this portal.'
    : error.message;
}
