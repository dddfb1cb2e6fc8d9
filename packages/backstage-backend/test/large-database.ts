import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** What a database of this size is filled with. */
export interface FillSize {
  readonly registries: number;
  /** A fifth of them are of the first registry, the others of all in turn. */
  readonly selections: number;
}

/** So many registries, events and labels has each group. */
const OF_A_GROUP = 33;

/** Fills an empty database, for what has to be as quick with much as with little. */
export async function fillDatabase(knex: Knex, size: FillSize): Promise<void> {
  const numbers = Array.from({ length: size.registries }, (_, index) => index);
  const groups = Math.ceil(size.registries / OF_A_GROUP);
  const credentials = Math.ceil(size.registries / 5);
  const ids = numbers.map(() => String(randomUUID()));
  const idOf = (index: number) => ids[index] ?? '';
  const at = (index: number) => new Date(index * 1000).toISOString();
  const credentialOf = (index: number) => idOf(index % credentials);
  await knex.batchInsert(
    'credentials',
    numbers.slice(0, credentials).map(index => ({
      id: idOf(index),
      name: `c-${index}`,
      expires_at: index % 2 ? at(index) : null,
      kind: 'password',
      hosts: '[]',
      public_fields: '{}',
      revision: 1,
      field_revisions: '{}',
      ...{ created_at: at(index), created_by: 'x', updated_at: at(index), updated_by: 'x' },
    })),
    200,
  );
  await knex.batchInsert(
    'registries',
    numbers.map(index => ({
      id: idOf(index),
      name: registryName(index),
      provider: 'generic',
      server: `h${index}.example.com`,
      host: `h${index}.example.com`,
      connection: 'secure',
      purposes: '["pull"]',
      pull_credential_id: credentialOf(index),
      push_credential_id: credentialOf(index),
      is_default: index === 5,
      disabled: false,
      is_scoped: true,
      management: 'user',
      owner_ref: `group:default/g${index % groups}`,
      revision: 1,
      field_revisions: '{}',
      ...{ created_at: at(index), created_by: 'x', updated_at: at(index), updated_by: 'x' },
    })),
    200,
  );
  const scope = numbers.map(at => ({
    registry_id: idOf(at),
    entity_ref: `group:default/g${at % groups}`,
  }));
  await knex.batchInsert('registry_scope', scope, 200);
  const labels = numbers.map(at => ({
    registry_id: idOf(at),
    key: 'team',
    value: `t${at % groups}`,
  }));
  await knex.batchInsert('registry_labels', labels, 200);
  const events = numbers.map(at => ({
    id: `event-${at}`,
    at: new Date(at * 1000).toISOString(),
    ...{ action: at % groups ? 'registry.update' : 'pull-secret.export', changes: '[]' },
    ...{ actor: `user:default/u${at % groups}`, actor_kind: 'user', outcome: 'succeeded' },
    ...{ target: `registry:r-${String(at).padStart(5, '0')}`, target_id: idOf(at) },
  }));
  await knex.batchInsert('events', events, 90);
  const statuses = ids.map((id, index) => ({
    ...{ registry_id: id, code: codeOf(index), since: at(0), proven: '[]' },
    ends_at: index % 2 ? at(index) : null,
  }));
  await knex.batchInsert('registry_status', statuses, 200);
  const history = ids.map((id, at) => ({
    ...{ id: `status-${at}`, registry_id: id, code: 'OK' },
    at: new Date(at * 1000).toISOString(),
  }));
  await knex.batchInsert('status_history', history, 200);
  await fillSelections(knex, size.selections, ids);
}

/** `app-7` has chosen `r-00007` for production, and for all. */
async function fillSelections(
  knex: Knex,
  count: number,
  registryIds: readonly string[],
): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const [app, environment] = [Math.floor(index / 2), index % 2 ? 'production' : ''];
    const registry = app % 5 === 0 ? 0 : app % registryIds.length;
    return {
      id: `selection-${index}`,
      position: `component:default/app-${app} ${environment}`,
      ...{ entity_ref: `component:default/app-${app}`, environment },
      ...{ registry_id: registryIds[registry] ?? '', registry_name: registryName(registry) },
      ...{ repository: `acme/app-${app}`, revision: 1, field_revisions: '{}' },
      ...{ created_at: '', created_by: 'x', updated_at: '', updated_by: 'x' },
    };
  });
  await knex.batchInsert('selections', rows, 90);
}

function registryName(index: number): string {
  return `r-${String(index).padStart(5, '0')}`;
}

function codeOf(index: number): string {
  if (index % 10 === 3) return 'EXPIRING';
  return index % 10 === 6 ? 'INVALID' : 'OK';
}
