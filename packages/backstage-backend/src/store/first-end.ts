import type { Knex } from 'knex';

/** When the first credential of a registry ends, as it was entered or as the secret says. */
const ENTERED = `(
  select min(credentials.expires_at) from registries join credentials
    on credentials.id in (registries.pull_credential_id, registries.push_credential_id)
  where registries.id = registry_status.registry_id
)`;

/** When the first login of a registry ends, for `registry_status.ends_at`, as the last check says. */
export function firstEnd(knex: Knex): Knex.Raw {
  return knex.raw(`coalesce(expires_at, ${ENTERED})`);
}

/** The ends of a registry of which the last check says nothing any more. */
export function enteredEnd(knex: Knex) {
  return { expires_at: null, expiring_at: null, ends_at: knex.raw(ENTERED) };
}
