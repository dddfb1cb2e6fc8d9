import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';

const SHOWN_MS = 4_000;

/** Copies a text, and says for a while what became of it. */
export function useCopy(text: string) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => setOutcome(undefined), [text]);
  useEffect(() => {
    if (outcome === undefined) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    void copyText(text).then(isCopied => setOutcome(isCopied ? 'copied' : 'failed'));
  return { isCopied: outcome === 'copied', told: outcome && TOLD[outcome], copy };
}

const TOLD = { copied: 'Copied', failed: 'Not copied, select it' } as const;
