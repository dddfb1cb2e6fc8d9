/** When a login ends, in ISO 8601, and since when it has been in use, as far as is known. */
export interface Expiry {
  readonly at: string;
  readonly since: string;
}

const FOURTEEN_DAYS = 14 * 24 * 60 * 60 * 1000;

/** From when on a login is about to end: 14 days before, or in the last quarter of a shorter life. */
export function expiringAt({ at, since }: Expiry): string {
  const end = Date.parse(at);
  const life = Math.max(0, end - Date.parse(since));
  return new Date(end - Math.min(FOURTEEN_DAYS, life / 4)).toISOString();
}
