import { isDeepStrictEqual } from 'node:util';
import { ConflictError } from '@backstage/errors';

/** What decides who may do what with an entry. */
interface Entry {
  readonly id: string;
  readonly owner: string | undefined;
  /** Of a registry. */
  readonly scope?: readonly string[];
  /** Of a registry: whoever changes it may go on to use what it has. */
  readonly pullCredentialId?: string | undefined;
  readonly pushCredentialId?: string | undefined;
}

class ChangedMeanwhileError extends ConflictError {
  constructor(name: string) {
    super(`"${name}" was changed by somebody else just now. Try again.`);
    this.name = 'ConflictError';
  }
}

/** What was allowed for one entry is not for another that took its place. */
export function checkStillSame(
  known: Entry | undefined,
  stored: Entry | undefined,
  name: string,
): void {
  if (DECISIVE.every(field => isDeepStrictEqual(known?.[field], stored?.[field]))) return;
  throw new ChangedMeanwhileError(name);
}

const DECISIVE = ['id', 'owner', 'scope', 'pullCredentialId', 'pushCredentialId'] as const;

/** Who need not choose the default, since it is this one, does not bring it back either. */
export function checkStillDefault(
  known: DefaultEntry | undefined,
  stored: DefaultEntry | undefined,
): void {
  if (known?.isDefault && !stored?.isDefault) throw new ChangedMeanwhileError(known.name);
}

interface DefaultEntry {
  readonly name: string;
  readonly isDefault: boolean;
}

const TRIES = 3;

/** Asks for permission and writes; once more from the start where the entry changed in between. */
export async function whileStillSame<T>(write: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof ChangedMeanwhileError) || tries === TRIES) throw error;
    }
  }
}
