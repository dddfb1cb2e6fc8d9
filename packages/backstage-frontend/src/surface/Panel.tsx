import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';

/** A card of a page, with its heading. */
export function Panel(props: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <Card tabIndex={-1} aria-labelledby={id}>
      <CardHeader>
        <div style={HEAD}>
          <Text as="h3" id={id} variant="title-x-small">
            {props.title}
          </Text>
          {props.actions}
        </div>
      </CardHeader>
      <CardBody>{props.children}</CardBody>
    </Card>
  );
}

const HEAD = {
  ...({ display: 'flex', flexWrap: 'wrap', gap: 8 } as const),
  ...({ alignItems: 'center', justifyContent: 'space-between' } as const),
};
