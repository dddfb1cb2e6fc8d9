import { Flex, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';

/** A part of the form, under a heading by which screen readers find it. */
export function FormSection(props: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section tabIndex={-1} aria-labelledby={id}>
      <Flex direction="column" gap="3">
        <Text as="h2" id={id} variant="title-x-small">
          {props.title}
        </Text>
        {props.children}
      </Flex>
    </section>
  );
}
