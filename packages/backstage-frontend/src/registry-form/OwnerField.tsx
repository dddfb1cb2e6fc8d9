import { useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef, type CatalogApi } from '@backstage/plugin-catalog-react';
import { Combobox } from '@backstage/ui';
import { useState } from 'react';
import { OWNER_KINDS } from './described-scope.ts';
import { useSuggestions } from './use-suggestions.ts';
import { useToldProblem } from './use-told-problem.ts';
import { ValidatedField, type ValidatedFieldProps } from './ValidatedField.tsx';

type OwnerFieldProps = Pick<ValidatedFieldProps, 'value' | 'onChange' | 'problem' | 'showsProblem'>;

const TEXTS = {
  label: 'Owner (optional)',
  description:
    'The group that may change it, such as group:default/platform. Without one only administrators do.',
} as const;

/** An entity reference, typed or chosen; without a catalog, typed only. */
export function OwnerField(props: OwnerFieldProps) {
  const catalog = useApiHolder().get(catalogApiRef);
  if (catalog === undefined) return <ValidatedField {...TEXTS} {...props} />;
  return <SuggestedOwner {...props} catalog={catalog} />;
}

function SuggestedOwner(props: OwnerFieldProps & { readonly catalog: CatalogApi }) {
  const { value, onChange, catalog } = props;
  const [isVisited, setVisited] = useState(false);
  const { suggestions, isPending } = useSuggestions(
    catalog,
    OWNER_KINDS,
    isVisited ? value : undefined,
  );
  const told = useToldProblem(value, props);
  return (
    <Combobox
      {...TEXTS}
      {...told}
      allowsCustomValue
      menuTrigger="input"
      onFocus={() => setVisited(true)}
      search={{ mode: 'server', inputValue: value, onInputChange: onChange }}
      loading={{ state: isPending ? 'loading' : 'idle' }}
      options={suggestions}
      value={suggestions.some(({ id }) => id === value) ? value : null}
      onChange={id => id !== null && onChange(String(id))}
    />
  );
}
