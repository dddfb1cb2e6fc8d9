import { ConflictError } from '@backstage/errors';
import type { UnopenedReason, UnopenedSealError } from '../sealing/unopened-seal-error.ts';
import type { StoredCredential } from '../store/stored-credential.ts';

/** 409: the stored secret of a credential does not open; who enters it again mends that. */
export class UnopenedSecretError extends ConflictError {
  readonly #reason: UnopenedReason;

  constructor({ name }: Pick<StoredCredential, 'name'>, { message, reason }: UnopenedSealError) {
    super(
      `The stored secret of "${name}" does not open: ${message}. Enter it again, and tell an admin of Berth.`,
    );
    this.name = 'ConflictError';
    this.#reason = reason;
  }

  /** Not a part of answers. */
  get reason(): UnopenedReason {
    return this.#reason;
  }
}
