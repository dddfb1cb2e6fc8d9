import { useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef, type CatalogApi } from '@backstage/plugin-catalog-react';
import { Combobox, VisuallyHidden } from '@backstage/ui';
import { useState } from 'react';
import { entriesIn, SCOPE_KINDS } from './described-scope.ts';
import { useSuggestions } from './use-suggestions.ts';
import { ValidatedField, type ValidatedFieldProps } from './ValidatedField.tsx';

type ScopeFieldProps = Pick<ValidatedFieldProps, 'value' | 'onChange' | 'problem' | 'showsProblem'>;

/** Entity references, a line each, as people paste them; a catalog offers more of them. */
export function ScopeField(props: ScopeFieldProps) {
  const catalog = useApiHolder().get(catalogApiRef);
  return (
    <>
      <ValidatedField
        label="Scope (optional)"
        description="The groups, systems and domains whose apps may use it, one a line: group:default/payments. Empty: everybody."
        isLong
        {...props}
      />
      {catalog !== undefined && <ScopeAddition {...props} catalog={catalog} />}
    </>
  );
}

function ScopeAddition(props: ScopeFieldProps & { readonly catalog: CatalogApi }) {
  const { value, onChange, catalog } = props;
  const [text, setText] = useState('');
  const [isVisited, setVisited] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [added, setAdded] = useState<string>();
  const typed = isVisited ? text : undefined;
  const { suggestions, isPending } = useSuggestions(catalog, SCOPE_KINDS, typed);
  const entries = entriesIn(value);
  const choose = (ref: string | undefined) => {
    // Whatever is not in the catalog is typed above.
    setText('');
    setChosen(ref);
    if (ref === undefined) return;
    onChange([...entries, ref].join('\n'));
    setAdded(ref);
  };
  return (
    <>
      <Combobox
        label="Add to the scope from the catalog"
        description="By a part of its name or title. What is not there is typed above."
        menuTrigger="input"
        onFocus={() => setVisited(true)}
        search={{ mode: 'server', inputValue: text, onInputChange: setText }}
        loading={{ state: isPending ? 'loading' : 'idle' }}
        options={suggestions.filter(({ id }) => !entries.includes(id))}
        value={chosen ?? null}
        onChange={id => choose(id === null ? undefined : String(id))}
        // It closes once something is chosen; the same can be chosen again after that.
        onOpenChange={() => setChosen(undefined)}
      />
      <VisuallyHidden role="status">
        {added === undefined ? '' : `${added} is in the scope now.`}
      </VisuallyHidden>
    </>
  );
}
