import { Alert, Button } from '@backstage/ui';

/** What went wrong, and a way to try again. */
export function RequestFailure(props: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title="Berth could not be asked"
      description={props.error.message}
      customActions={
        <Button variant="secondary" size="small" onPress={props.onRetry}>
          Try again
        </Button>
      }
    />
  );
}
