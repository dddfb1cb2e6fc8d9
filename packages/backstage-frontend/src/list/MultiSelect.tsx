import { Select } from '@backstage/ui';
import { knownValues } from './known-values.ts';

/** A filter that takes several values; none is all. */
export function MultiSelect<Value extends string>(props: {
  readonly label: string;
  readonly options: readonly { readonly id: Value; readonly label: string }[];
  readonly value: readonly Value[];
  readonly width: number;
  readonly onChange: (value: readonly Value[]) => void;
}) {
  const { label, options, value, width, onChange } = props;
  const all = options.map(({ id }) => id);
  return (
    <Select
      label={label}
      placeholder="All"
      selectionMode="multiple"
      options={[...options]}
      value={[...value]}
      onChange={ids => onChange(knownValues(ids.map(String), all))}
      style={{ flex: `0 1 ${width}px` }}
    />
  );
}
