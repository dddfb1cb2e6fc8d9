import { describe, expect, test } from 'vitest';
import { accessRoutes } from '../routes/access.ts';
import { checkRoutes } from '../routes/checks.ts';
import { credentialRoutes } from '../routes/credentials.ts';
import { eventRoutes } from '../routes/events.ts';
import { pullSecretExportRoutes } from '../routes/pull-secret-exports.ts';
import { referenceRoutes } from '../routes/references.ts';
import { registryRoutes } from '../routes/registries.ts';
import { selectionRoutes } from '../routes/selections.ts';
import { usageRoutes } from '../routes/usages.ts';
import { contractOperations } from './contract-operations.ts';

/** What the contract promises and nobody has built yet: take a line out when you build it. */
const NOT_BUILT: readonly string[] = [];

describe('the contract', () => {
  test('has a handler for every operation but those that are not built', () => {
    const none = {} as never;
    const built = Object.keys({
      ...registryRoutes(none),
      ...credentialRoutes(none),
      ...accessRoutes(none),
      ...checkRoutes(none),
      ...selectionRoutes(none),
      ...usageRoutes(none),
      ...referenceRoutes(),
      ...pullSecretExportRoutes(none),
      ...eventRoutes(none),
    });
    const all = contractOperations.map(({ id }) => id);
    expect(all.filter(id => !built.includes(id)).sort()).toEqual(NOT_BUILT);
  });

  // Each value becomes a condition of a query, of which databases take so many only.
  test('says how many values a filter takes', () => {
    const lists = contractOperations.flatMap(({ id, parameters }) =>
      parameters.filter(({ schema }) => schema.type === 'array').map(one => ({ id, ...one })),
    );
    expect(lists.length).toBeGreaterThan(5);
    expect(lists.filter(({ schema }) => schema['maxItems'] !== 100)).toEqual([]);
  });

  test('writes paths as express does', () => {
    const paths = contractOperations.map(({ method, path }) => `${method} ${path}`);
    expect(paths).toContain('get /apps/:kind/:namespace/:name/selections/:environment');
  });
});
