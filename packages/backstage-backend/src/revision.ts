import { isDeepStrictEqual } from 'node:util';
import type { Revised } from './http/preconditions.ts';

/** The stamps of something that is stored. */
export interface Stamps extends Revised {
  readonly createdAt: string;
  readonly createdBy: string;
}

/** The fields, by the API's names, in which two states differ. */
export function changedFields(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  return Object.keys(after).filter(field => !isDeepStrictEqual(before?.[field], after[field]));
}

/** The stamps after a change of these fields. */
export function nextStamps(options: {
  readonly before: Stamps | undefined;
  readonly changed: readonly string[];
  readonly by: string;
  /** For what is new. */
  readonly id: string;
}): Stamps {
  const { before, changed, by, id } = options;
  const now = new Date().toISOString();
  const revision = (before?.revision ?? 0) + 1;
  return {
    id: before?.id ?? id,
    revision,
    fieldRevisions: {
      ...before?.fieldRevisions,
      ...Object.fromEntries(changed.map(field => [field, revision])),
    },
    createdAt: before?.createdAt ?? now,
    createdBy: before?.createdBy ?? by,
    updatedAt: now,
    updatedBy: by,
  };
}
