/** Those of all that were given, in the order of all: people edit addresses by hand. */
export function knownValues<Value extends string>(
  given: readonly string[],
  all: readonly Value[],
): Value[] {
  return all.filter(value => given.includes(value));
}
