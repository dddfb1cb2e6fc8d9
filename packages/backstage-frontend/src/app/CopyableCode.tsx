import { Button, Flex, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useId, useState, type CSSProperties } from 'react';

/** Text to paste elsewhere, with a button that copies it and says so. */
export function CopyableCode({ title, code }: { readonly title: string; readonly code: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  const id = useId();
  useEffect(() => setOutcome(undefined), [code]);
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    void navigator.clipboard.writeText(code).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
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
            {outcome === 'copied' && 'Copied'}
            {outcome === 'failed' && 'Not copied, select it'}
          </Text>
          <Button
            variant="secondary"
            size="small"
            aria-label={`Copy: ${title}`}
            iconStart={outcome === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />}
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

const SHOWN_MS = 4_000;

const CODE: CSSProperties = {
  ...({ margin: 0, padding: 10, overflowX: 'auto', whiteSpace: 'pre' } as const),
  ...({ fontFamily: 'var(--bui-font-monospace)', fontSize: 12 } as const),
  ...({ color: 'var(--bui-fg-primary)', background: 'var(--bui-bg-neutral-2)' } as const),
  borderRadius: 'var(--bui-radius-2)',
};
