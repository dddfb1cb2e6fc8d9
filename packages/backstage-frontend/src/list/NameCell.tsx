import { Cell, Flex, Link, Text } from '@backstage/ui';
import type { ReactNode } from 'react';

/** What a row is about, with a link to its page. */
export function NameCell(props: {
  readonly name: string;
  readonly title: string | undefined;
  readonly href: string;
  /** Badges. */
  readonly children?: ReactNode;
}) {
  const { name, title, href, children } = props;
  return (
    <Cell>
      <Flex direction="column" gap="0.5">
        <Flex align="center" gap="2">
          <Link href={href} weight="bold" standalone>
            {name}
          </Link>
          {children}
        </Flex>
        {title !== undefined && (
          <Text variant="body-small" color="secondary" truncate>
            {title}
          </Text>
        )}
      </Flex>
    </Cell>
  );
}
