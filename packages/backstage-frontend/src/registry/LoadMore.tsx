import { Button, Text } from '@backstage/ui';
import { useLayoutEffect, useRef } from 'react';
import type { Pages } from '../api/use-pages.ts';

/** There where a list goes on; whoever has gone on to its end is told so in the button's place. */
export function LoadMore(props: {
  readonly pages: Pick<Pages<unknown, unknown>, 'pages' | 'loadMore' | 'isPending'>;
  /** `older statuses`. */
  readonly what: string;
}) {
  const { what } = props;
  const { pages, loadMore, isPending } = props.pages;
  const isAtEnd = pages.length > 1 && loadMore === undefined;
  const end = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    // With the button went the focus that it had.
    if (isAtEnd && document.activeElement === document.body) end.current?.focus();
  }, [isAtEnd]);
  if (isAtEnd) {
    return (
      <Text as="p" ref={end} tabIndex={-1} variant="body-small" color="secondary">
        {`All ${what} are shown.`}
      </Text>
    );
  }
  if (loadMore === undefined) return null;
  return (
    <div>
      <Button
        variant="secondary"
        size="small"
        isPending={isPending}
        onPress={loadMore}
        aria-label={`Load more ${what}`}
      >
        Load more
      </Button>
    </div>
  );
}
