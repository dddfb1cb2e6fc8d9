import { Button, DialogBody, DialogFooter, Skeleton } from '@backstage/ui';
import { RequestFailure } from '../registries/RequestFailure.tsx';

/** Holds the place of a dialog's form until what it needs has been read. */
export function DialogPending(props: {
  readonly error: Error | undefined;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}) {
  const { error, onRetry, onClose } = props;
  return (
    <>
      <DialogBody>
        {error ? (
          <RequestFailure error={error} onRetry={onRetry} />
        ) : (
          <Skeleton width="100%" height={120} />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
      </DialogFooter>
    </>
  );
}
