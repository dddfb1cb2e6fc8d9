import { Button, Flex } from '@backstage/ui';
import { useRef, type ReactNode } from 'react';

/** Filters in a row, and what clears them; a search is the first of them. */
export function FilterBar(props: {
  readonly isFiltered: boolean;
  readonly onClear: () => void;
  readonly children: ReactNode;
  /** Further filters, in a row of their own. */
  readonly more?: ReactNode;
}) {
  const { isFiltered, onClear, children, more } = props;
  const filters = useRef<HTMLDivElement>(null);
  const clear = () => {
    onClear();
    // The button is gone then; the search is the first of what stays.
    filters.current?.querySelector('input')?.focus();
  };
  return (
    <Flex ref={filters} gap="3" align="end" style={{ flex: '1 1 560px', flexWrap: 'wrap' }}>
      {children}
      {isFiltered && (
        <Button variant="tertiary" onPress={clear}>
          Clear filters
        </Button>
      )}
      {more}
    </Flex>
  );
}
