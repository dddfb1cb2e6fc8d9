import { closestWord, InvalidInputError, providers, type ProviderId } from '@berth/core';

/** The provider of this name. */
export function providerNamed(name: string, field: string): ProviderId {
  const ids = providers.map(row => row.id);
  const id = ids.find(one => one === name);
  if (id !== undefined) return id;
  const meant = closestWord(name, ids);
  throw new InvalidInputError(
    `Unknown provider "${name}". ${meant ? `Did you mean "${meant}"?` : `Use one of ${ids.join(', ')}.`}`,
    { field },
  );
}
