import type { Knex } from 'knex';
import { isUuid } from '../registry/entry-name.ts';
import { readPage, type Page, type PageRequest } from './page.ts';
import { filterRegistries, type RegistryFilter } from './registry-filter.ts';
import { registryOrder } from './registry-order.ts';
import {
  registryOfRow,
  rowOfRegistry,
  type RegistryRow,
  type StoredRegistry,
} from './stored-registry.ts';

interface OfRegistry {
  readonly registry_id: string;
}

interface ScopeRow extends OfRegistry {
  readonly entity_ref: string;
}

interface LabelRow extends OfRegistry {
  readonly key: string;
  readonly value: string;
}

/** Registries in the database. Inside a transaction, make one of the transaction. */
export class RegistryStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By name, else by id. */
  async find(nameOrId: string): Promise<StoredRegistry | undefined> {
    const named = await this.#where({ name: nameOrId });
    if (named.length > 0 || !isUuid(nameOrId)) return named[0];
    return (await this.#where({ id: nameOrId.toLowerCase() }))[0];
  }

  async findByIds(ids: readonly string[]): Promise<readonly StoredRegistry[]> {
    return ids.length === 0 ? [] : this.#whole(await this.#rows().whereIn('id', ids));
  }

  async findByNames(names: readonly string[]): Promise<readonly StoredRegistry[]> {
    return names.length === 0 ? [] : this.#whole(await this.#rows().whereIn('name', names));
  }

  async findDefault(): Promise<StoredRegistry | undefined> {
    // Written as the partial index is, so that it is used.
    const rows = await this.#rows().whereRaw('is_default').limit(1);
    return (await this.#whole(rows))[0];
  }

  async list(filter: RegistryFilter, page: PageRequest): Promise<Page<StoredRegistry>> {
    const filtered = filterRegistries(this.#knex('registries'), filter);
    const order = registryOrder(page.sort);
    const found = await readPage<RegistryRow>(filtered, 'registries', { ...page, order });
    const { items, ...rest } = found;
    return { items: await this.#whole(items), ...rest };
  }

  async findByCredentials(credentialIds: readonly string[]): Promise<readonly StoredRegistry[]> {
    const rows = await this.#rows()
      .whereIn('pull_credential_id', credentialIds)
      .orWhereIn('push_credential_id', credentialIds)
      .orderBy('name');
    return this.#whole(rows);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#knex<RegistryRow>('registries').first('id')) === undefined;
  }

  async isOnly(id: string): Promise<boolean> {
    return (await this.#knex<RegistryRow>('registries').whereNot({ id }).first('id')) === undefined;
  }

  /** Writes the registry as it is given, whether it is there or not. */
  async save(registry: StoredRegistry): Promise<void> {
    const { id, ...columns } = rowOfRegistry(registry);
    await this.#knex('registries')
      .insert({ id, ...columns })
      .onConflict('id')
      .merge(columns);
    await this.#knex('registry_scope').where({ registry_id: id }).delete();
    await this.#insert(
      'registry_scope',
      registry.scope.map(ref => ({ registry_id: id, entity_ref: ref })),
    );
    await this.#knex('registry_labels').where({ registry_id: id }).delete();
    await this.#insert(
      'registry_labels',
      Object.entries(registry.labels).map(([key, value]) => ({ registry_id: id, key, value })),
    );
  }

  async delete(id: string): Promise<void> {
    await this.#knex('registries').where({ id }).delete();
  }

  #rows() {
    return this.#knex<RegistryRow>('registries').select('*');
  }

  async #where(columns: Partial<RegistryRow>): Promise<readonly StoredRegistry[]> {
    return this.#whole(await this.#rows().where(columns).limit(1));
  }

  async #whole(rows: readonly RegistryRow[]): Promise<readonly StoredRegistry[]> {
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return [];
    const [scopes, labels] = await Promise.all([
      this.#knex<ScopeRow>('registry_scope').whereIn('registry_id', ids).orderBy('entity_ref'),
      this.#knex<LabelRow>('registry_labels').whereIn('registry_id', ids).orderBy('key'),
    ]);
    return rows.map(row => {
      const own = (one: OfRegistry) => one.registry_id === row.id;
      return registryOfRow(row, {
        scope: scopes.filter(own).map(({ entity_ref }) => entity_ref),
        labels: Object.fromEntries(labels.filter(own).map(({ key, value }) => [key, value])),
      });
    });
  }

  async #insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length > 0) await this.#knex(table).insert(rows);
  }
}
