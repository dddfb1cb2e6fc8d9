import { ButtonLink, Flex, Text } from '@backstage/ui';

/** In place of a page of something that is gone, or that its reader may not see. */
export function NotThere(props: {
  readonly what: 'registry' | 'credential';
  readonly name: string;
  /** Where all that may be seen are listed. */
  readonly list: { readonly title: string; readonly href: string };
}) {
  const { what, name, list } = props;
  return (
    <Flex direction="column" gap="4" py="6" align="start">
      <Text as="h2" variant="title-small">
        {`There is no ${what} "${name}"`}
      </Text>
      <Text color="secondary">
        It was deleted, its name is spelled another way, or it is not yours to see.
      </Text>
      <ButtonLink href={list.href} variant="primary">
        {list.title}
      </ButtonLink>
    </Flex>
  );
}
