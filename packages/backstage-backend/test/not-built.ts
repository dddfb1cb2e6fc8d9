import type { OperationId } from '../src/http/contract-operations.ts';

/** What the contract promises and nobody has built yet: see `contract-operations.test.ts`. */
export const NOT_BUILT: readonly OperationId[] = [
  'deleteSelection',
  'getEffectiveRegistry',
  'getSelection',
  'listRegistryUsages',
  'putSelection',
];
