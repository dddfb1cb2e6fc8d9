import { Flex, Skeleton } from '@backstage/ui';

/** Holds the place of the form. */
export function FormSkeleton() {
  return (
    <Flex direction="column" gap="4" py="4" aria-busy aria-label="Loading" role="status">
      {[240, 420, 420, 420].map((width, index) => (
        <Skeleton key={index} width={width} height={32} style={{ maxWidth: '100%' }} />
      ))}
    </Flex>
  );
}
