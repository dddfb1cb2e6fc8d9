import { Sealer } from '../src/sealing/sealer.ts';

/** Rows by table. */
type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

const CREDENTIAL = '0c0c0c0c-0000-4000-8000-000000000001';
const SELECTION = '0a0a0a0a-0000-4000-8000-00000000000a';
const REGISTRY = '0a0a0a0a-0000-4000-8000-000000000001';
const AT = '2026-11-21T12:00:00.000Z';
const stamps = { created_at: AT, created_by: 'user:default/a', updated_at: AT, updated_by: 'b' };

/** What opens the secret in `credentials`, which was sealed when this was written. */
export const sealer = new Sealer([{ id: 'k1', bytes: new Uint8Array(32).fill(1) }]);
export const SEALED_SECRET = { password: 'canary-of-a-migration' };

/**
 * Rows as the version that brought a migration wrote them. A new migration comes with its own; what
 * is here stays as it is: such rows are in people's databases.
 */
export const rowsOf: Readonly<Record<string, Rows>> = {
  '20261121000001_registries.js': {
    credentials: [
      {
        ...{ id: CREDENTIAL, name: 'bot', title: 'Bot', description: null, kind: 'password' },
        hosts: '[{"host":"ghcr.io","connection":"secure"}]',
        public_fields: '{"username":"bot"}',
        sealed: [
          'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiazEiLCJjaWQiOiIwYzBjMGMwYy0wMDAw',
          'LTQwMDAtODAwMC0wMDAwMDAwMDAwMDEiLCJyZXYiOjMsImhvc3RzIjoiZHJaeVN5ZXNFMmFQbWhjMjRI',
          'MnVlZi1ZZG9PWE9TTVF3N1NiODBtdGNWVSJ9..QCWfmCGRFQJ9QotW.R_Z8hgbxM28ZbOOWu4wDBOvjH',
          '66annzAnVUwsWrfABcwEBng.A7Y_PRDhi1q1H8ORw7_I-w',
        ].join(''),
        ...{ key_id: 'k1', expires_at: null, expiry_source: null, owner_ref: 'group:default/a' },
        ...{ revision: 3, field_revisions: '{"title":2,"secret":3}', ...stamps },
      },
    ],
    registries: [
      {
        ...{ id: REGISTRY, name: 'ghcr', title: null, description: 'Ours', provider: 'ghcr' },
        ...{ server: 'https://ghcr.io', host: 'ghcr.io', connection: 'secure' },
        ...{ ca_certificate: null, pull_credential_id: CREDENTIAL, push_credential_id: null },
        ...{
          purposes: '["pull"]',
          is_default: true,
          disabled: false,
          is_scoped: true,
          management: 'user',
        },
        ...{ owner_ref: null, revision: 1, field_revisions: '{}', ...stamps },
      },
    ],
    registry_scope: [{ registry_id: REGISTRY, entity_ref: 'system:default/checkout' }],
    registry_labels: [{ registry_id: REGISTRY, key: 'team', value: 'a' }],
  },
  '20261121000002_selections.js': {
    selections: [
      {
        ...{ id: SELECTION, position: 'component:default/api production', field_revisions: '{}' },
        ...{ entity_ref: 'component:default/api', environment: 'production', missing_since: null },
        ...{ registry_id: REGISTRY, registry_name: 'ghcr', repository: 'acme/api' },
        ...{ pull_secret_name: null, revision: 1, ...stamps },
      },
    ],
  },
  '20261121000003_health.js': {
    registry_status: [
      {
        ...{ registry_id: REGISTRY, code: 'OK', cause: null, next_step: null, since: AT },
        ...{ checked_at: AT, expires_at: null, expiring_at: null, repository: 'acme/api' },
        ...{ proven: '["endpoint"]', failures: 0, next_check_at: AT },
      },
    ],
    status_history: [{ id: 'h1', registry_id: REGISTRY, code: 'OK', cause: null, at: AT }],
  },
  '20261121000004_events.js': {
    events: [
      {
        ...{ id: 'e1', at: AT, action: 'registry.create', actor: 'user:default/a' },
        ...{ actor_kind: 'user', target: 'registry:ghcr', target_id: REGISTRY },
        ...{ outcome: 'succeeded', reason: null, changes: '[]' },
      },
    ],
  },
  // Columns of tables that are there; what it puts into them has a test of its own.
  '20261121000005_list_order.js': {},
};
