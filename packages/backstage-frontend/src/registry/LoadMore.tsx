import { Button } from '@backstage/ui';
import type { Pages } from '../api/use-pages.ts';

/** There where a list goes on. */
export function LoadMore(props: {
  readonly pages: Pick<Pages<unknown, unknown>, 'loadMore' | 'isPending'>;
  /** `older statuses`. */
  readonly what: string;
}) {
  const { loadMore, isPending } = props.pages;
  if (loadMore === undefined) return null;
  return (
    <div>
      <Button
        variant="secondary"
        size="small"
        isPending={isPending}
        onPress={loadMore}
        aria-label={`Load more ${props.what}`}
      >
        Load more
      </Button>
    </div>
  );
}
