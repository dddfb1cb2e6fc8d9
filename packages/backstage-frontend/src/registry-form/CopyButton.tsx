import { ButtonIcon, Flex, Text } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useCopy } from '../surface/use-copy.ts';

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { isCopied, told, copy } = useCopy(text);
  return (
    <Flex align="center" gap="1" style={{ flex: 'none' }}>
      <Text role="status" variant="body-small" color="secondary">
        {told}
      </Text>
      <ButtonIcon
        variant="tertiary"
        size="small"
        aria-label={label}
        icon={isCopied ? <RiCheckLine /> : <RiFileCopyLine />}
        onPress={copy}
      />
    </Flex>
  );
}
