/** Why a sealed secret did not open. */
export type UnopenedReason =
  /** Its key is not among ours. */
  | 'unknown-key'
  /** It is whole, and belongs to something else or to an earlier state. */
  | 'misplaced'
  /** It was changed, or sealed with another key of the same id. */
  | 'damaged';

/** A sealed secret that did not open. The message holds nothing of it. */
export class UnopenedSealError extends Error {
  readonly reason: UnopenedReason;

  constructor(reason: UnopenedReason, message: string) {
    super(message);
    this.name = 'UnopenedSealError';
    this.reason = reason;
  }
}
