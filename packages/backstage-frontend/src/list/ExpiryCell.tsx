import { CellText } from '@backstage/ui';
import { formatEnd } from '../registries/end-of-day.ts';
import { formatWhen } from '../registries/when.ts';

/** When something ends, as far as is known. */
export function ExpiryCell({ expiresAt }: { readonly expiresAt?: string | undefined }) {
  if (expiresAt === undefined) return <CellText title="–" />;
  return <CellText title={formatWhen(expiresAt)} description={formatEnd(expiresAt)} />;
}
