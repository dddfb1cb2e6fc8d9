const BRAND = Symbol.for('berth.secret');

/** A value that must never reach a log, an error message or a JSON answer by accident. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  get [BRAND](): true {
    return true;
  }

  /** Call only where the value leaves the program on purpose. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}

/**
 * Recognises a `Secret`, also one made by another copy of this module:
 * the action and the portal may bundle core more than once.
 */
export function isSecret(value: unknown): value is Secret {
  return typeof value === 'object' && value !== null && BRAND in value;
}
