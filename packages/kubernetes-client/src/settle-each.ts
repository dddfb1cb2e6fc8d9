export interface Settled<Item, Value> {
  /** In the order of the items. */
  readonly values: readonly Value[];
  readonly failures: readonly { readonly item: Item; readonly error: unknown }[];
}

/** How many requests a cluster gets at once from one client. */
const AT_ONCE = 8;

/** Does it for each item, some at once, and goes on with the others where one fails. */
export async function settleEach<Item, Value>(
  items: readonly Item[],
  perform: (item: Item) => Promise<Value>,
): Promise<Settled<Item, Value>> {
  const results: PromiseSettledResult<Value>[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const group = items.slice(start, start + AT_ONCE);
    results.push(...(await Promise.allSettled(group.map(item => perform(item)))));
  }
  return {
    values: results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : [])),
    failures: items.flatMap((item, index) => {
      const result = results[index];
      return result?.status === 'rejected' ? [{ item, error: result.reason as unknown }] : [];
    }),
  };
}
