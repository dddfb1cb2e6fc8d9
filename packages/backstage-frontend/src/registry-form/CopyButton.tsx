import { ButtonIcon } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <ButtonIcon
      variant="tertiary"
      size="small"
      aria-label={isCopied ? 'Copied' : label}
      icon={isCopied ? <RiCheckLine /> : <RiFileCopyLine />}
      onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    />
  );
}
