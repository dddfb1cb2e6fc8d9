import type { Knex } from 'knex';

/** When the first credential of a registry ends, as it was entered or as the secret says. */
const ENTERED = `(
  select min(credentials.expires_at) from registries join credentials
    on credentials.id in (registries.pull_credential_id, registries.push_credential_id)
  where registries.id = registry_status.registry_id
)`;

/**
 * When the first login of a registry ends, for `registry_status.ends_at`.
 *
 * @param newest whether a check has just said it, or what is entered is newer than the last check.
 */
export function firstEnd(knex: Knex, newest: 'checked' | 'entered'): Knex.Raw {
  const ends = newest === 'checked' ? `expires_at, ${ENTERED}` : `${ENTERED}, expires_at`;
  return knex.raw(`coalesce(${ends})`);
}
