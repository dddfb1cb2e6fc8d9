import { InvalidInputError } from './invalid-input-error.ts';
import { quoted } from './quoted.ts';
import { closestWord } from './spelling.ts';

/** The value of one of the names of a table, which may come from a caller without types. */
export function valueNamed<T>(
  table: Readonly<Record<string, T>>,
  name: string,
  { what, field }: { readonly what: string; readonly field: string },
): T {
  const value = Object.hasOwn(table, name) ? table[name] : undefined;
  if (value !== undefined) return value;

  const known = Object.keys(table);
  const meant = closestWord(String(name), known);
  const nextStep =
    meant === undefined ? `Use one of: ${known.join(', ')}.` : `Did you mean "${meant}"?`;
  throw new InvalidInputError(`Unknown ${what} ${quoted(String(name))}. ${nextStep}`, { field });
}
