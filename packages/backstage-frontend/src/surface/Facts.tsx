import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';

export function Facts({ children }: { readonly children: ReactNode }) {
  return (
    <dl
      style={{
        ...{ display: 'grid', margin: 0, gap: '12px 16px' },
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))',
      }}
    >
      {children}
    </dl>
  );
}

/** What is not known, or not there, is left out. */
export function Fact(props: { readonly label: string; readonly children: ReactNode }) {
  const { label, children } = props;
  if (children === undefined || children === '') return null;
  return (
    <div style={{ minWidth: 0 }}>
      <dt>
        <Text variant="body-small" color="secondary">
          {label}
        </Text>
      </dt>
      <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
        {typeof children === 'string' ? <Text>{children}</Text> : children}
      </dd>
    </div>
  );
}
