const MAX_LENGTH = 300;

/**
 * Puts what was given in quotes, for a message: control characters are escaped as in JSON, and what
 * is longer than 300 characters loses its middle.
 */
export function quoted(input: string): string {
  if (input.length <= MAX_LENGTH) return JSON.stringify(input);
  return JSON.stringify(`${input.slice(0, MAX_LENGTH / 2)}…${input.slice(1 - MAX_LENGTH / 2)}`);
}
