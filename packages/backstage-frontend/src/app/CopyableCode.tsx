import { Button, Flex, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useId, type CSSProperties } from 'react';
import { useCopy } from '../surface/use-copy.ts';

/** Text to paste elsewhere, with a button that copies it and says so. */
export function CopyableCode({ title, code }: { readonly title: string; readonly code: string }) {
  const { isCopied, told, copy } = useCopy(code);
  const id = useId();
  return (
    <Flex direction="column" gap="1">
      <Flex justify="between" align="center" gap="2">
        <Text
          as="h4"
          variant="body-medium"
          weight="bold"
          id={id}
          style={{ margin: 0, minWidth: 0 }}
        >
          {title}
        </Text>
        <Flex align="center" gap="2" style={{ flex: 'none' }}>
          <Text role="status" variant="body-small" color="secondary">
            {told}
          </Text>
          <Button
            variant="secondary"
            size="small"
            aria-label={`Copy: ${title}`}
            iconStart={isCopied ? <RiCheckLine /> : <RiFileCopyLine />}
            onPress={copy}
          >
            Copy
          </Button>
        </Flex>
      </Flex>
      <pre tabIndex={0} aria-labelledby={id} role="region" style={CODE}>
        {code}
      </pre>
    </Flex>
  );
}

const CODE: CSSProperties = {
  ...({ margin: 0, padding: 10, overflowX: 'auto', whiteSpace: 'pre' } as const),
  ...({ fontFamily: 'var(--bui-font-monospace)', fontSize: 12 } as const),
  ...({ color: 'var(--bui-fg-primary)', background: 'var(--bui-bg-neutral-2)' } as const),
  borderRadius: 'var(--bui-radius-2)',
};
