/** Changes that come together are read together. */
const SHORTEST = 1000;
const LONGEST = 600_000;

/**
 * Milliseconds until changes are read again, after it took this long: where there is much to read,
 * somebody changes something all the time, and reading is to take a fifth of the time at most.
 */
export function refreshPause(took: number): number {
  return Math.min(Math.max(SHORTEST, took * 4), LONGEST);
}
