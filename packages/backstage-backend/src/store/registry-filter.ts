import type { Knex } from 'knex';
import type { Readable } from '../access/access-filter.ts';
import { containing } from './page.ts';
import { onlyReadable } from './readable-rows.ts';

/** Which registries a list holds; a property that is absent filters nothing. */
export interface RegistryFilter {
  readonly readable: Readable;
  /** Those that somebody may use, as well. */
  readonly usable?: Readable | undefined;
  /** Enabled ones, whose scope is empty or has any of these. */
  readonly openTo?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly provider?: readonly string[] | undefined;
  readonly host?: readonly string[] | undefined;
  readonly purpose?: readonly string[] | undefined;
  readonly status?: readonly string[] | undefined;
  readonly owner?: readonly string[] | undefined;
  readonly scope?: readonly string[] | undefined;
  /** An id. */
  readonly credential?: string | undefined;
  readonly label?: readonly (readonly [key: string, value: string])[] | undefined;
  readonly management?: string | undefined;
  readonly default?: boolean | undefined;
  readonly disabled?: boolean | undefined;
}

export function filterRegistries(
  query: Knex.QueryBuilder,
  filter: RegistryFilter,
): Knex.QueryBuilder {
  onlyReadable(query, filter.readable);
  if (filter.usable !== undefined) onlyReadable(query, filter.usable);
  if (filter.openTo !== undefined) open(query, filter.openTo);
  anyOf(query, 'provider', filter.provider);
  anyOf(query, 'host', filter.host);
  anyOf(query, 'owner_ref', filter.owner);
  if (filter.management !== undefined) void query.where('management', filter.management);
  if (filter.default !== undefined) void query.where('is_default', filter.default);
  if (filter.disabled !== undefined) void query.where('disabled', filter.disabled);
  if (filter.search !== undefined) search(query, filter.search);
  if (filter.purpose !== undefined) purposes(query, filter.purpose);
  if (filter.credential !== undefined) credential(query, filter.credential);
  if (filter.scope !== undefined) scoped(query, filter.scope);
  for (const [key, value] of filter.label ?? []) labelled(query, key, value);
  if (filter.status !== undefined) status(query, filter.status);
  return query;
}

function open(query: Knex.QueryBuilder, to: readonly string[]): void {
  onlyReadable(query.where('disabled', false), { scopedTo: to });
}

function anyOf(
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[] | undefined,
): void {
  if (values !== undefined) void query.whereIn(column, values);
}

function search(query: Knex.QueryBuilder, text: string): void {
  const pattern = containing(text);
  void query.where(either => {
    for (const column of ['name', 'title', 'server']) {
      void either.orWhereRaw("lower(??) like ? escape '\\'", [column, pattern]);
    }
  });
}

function purposes(query: Knex.QueryBuilder, values: readonly string[]): void {
  void query.where(either => {
    for (const value of values) void either.orWhere('purposes', 'like', `%"${value}"%`);
  });
}

function credential(query: Knex.QueryBuilder, id: string): void {
  void query.where(
    either => void either.where('pull_credential_id', id).orWhere('push_credential_id', id),
  );
}

function scoped(query: Knex.QueryBuilder, refs: readonly string[]): void {
  void query.whereIn(
    'registries.id',
    inner => void inner.from('registry_scope').whereIn('entity_ref', refs).select('registry_id'),
  );
}

function labelled(query: Knex.QueryBuilder, key: string, value: string): void {
  void query.whereIn(
    'registries.id',
    inner => void inner.from('registry_labels').where({ key, value }).select('registry_id'),
  );
}

function status(query: Knex.QueryBuilder, codes: readonly string[]): void {
  void query.whereIn(
    'registries.id',
    inner => void inner.from('registry_status').whereIn('code', codes).select('registry_id'),
  );
}
