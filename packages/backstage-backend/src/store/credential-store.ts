import type { Knex } from 'knex';
import type { Readable } from '../access/access-filter.ts';
import { isUuid } from '../registry/entry-name.ts';
import type { Sealed } from '../sealing/sealer.ts';
import { enteredEnd } from './first-end.ts';
import { containing, readPage, type Page, type PageRequest } from './page.ts';
import { onlyReadable } from './readable-rows.ts';
import {
  credentialOfRow,
  rowOfCredential,
  type CredentialRow,
  type StoredCredential,
} from './stored-credential.ts';

/** Which credentials a list holds; a property that is absent filters nothing. */
export interface CredentialFilter {
  readonly readable: Readable;
  readonly search?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly owner?: readonly string[] | undefined;
  readonly expiresBefore?: string | undefined;
}

const BY_EXPIRY = { key: 'credentials.expires_at', id: 'credentials.id', isNullable: true };

/** Credentials in the database. Inside a transaction, make one of the transaction. */
export class CredentialStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** By name, else by id. */
  async find(nameOrId: string): Promise<StoredCredential | undefined> {
    const named = await this.#knex<CredentialRow>('credentials').where({ name: nameOrId });
    if (named[0] !== undefined) return credentialOfRow(named[0]);
    return isUuid(nameOrId) ? (await this.findByIds([nameOrId.toLowerCase()]))[0] : undefined;
  }

  async findByIds(ids: readonly string[]): Promise<readonly StoredCredential[]> {
    if (ids.length === 0) return [];
    const rows = await this.#knex<CredentialRow>('credentials').whereIn('id', ids);
    return rows.map(credentialOfRow);
  }

  async list(filter: CredentialFilter, page: PageRequest): Promise<Page<StoredCredential>> {
    const query = filtered(this.#knex('credentials'), filter);
    const order = page.sort.column === 'expires_at' ? BY_EXPIRY : undefined;
    const found = await readPage<CredentialRow>(query, 'credentials', { ...page, order });
    const { items, ...rest } = found;
    return { items: items.map(credentialOfRow), ...rest };
  }

  /** Writes the credential as it is given, whether it is there or not. */
  async save(credential: StoredCredential): Promise<void> {
    const { id, ...columns } = rowOfCredential(credential);
    await this.#knex('credentials')
      .insert({ id, ...columns })
      .onConflict('id')
      .merge(columns);
  }

  /** How many secrets each key holds, by its id. */
  async countByKey(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#knex('credentials')
      .whereNotNull('key_id')
      .groupBy('key_id')
      .orderBy('key_id')
      .select('key_id')
      .count<{ readonly key_id: string; readonly total: number | string }[]>({ total: 'id' });
    return new Map(rows.map(({ key_id: keyId, total }) => [keyId, Number(total)]));
  }

  /** Those that one of these keys holds, by id, behind the one that is given. */
  async findSealedBy(
    keyIds: readonly string[],
    page: { readonly after: string; readonly limit: number },
  ): Promise<readonly StoredCredential[]> {
    const rows = await this.#knex<CredentialRow>('credentials')
      .whereIn('key_id', keyIds)
      .where('id', '>', page.after)
      .orderBy('id')
      .limit(page.limit);
    return rows.map(credentialOfRow);
  }

  /** Puts the same secret back under another seal. Returns false where it was written meanwhile. */
  async reseal({ id, revision, sealed: old }: StoredCredential, sealed: Sealed): Promise<boolean> {
    const changed = await this.#knex('credentials')
      .where({ id, revision, sealed: old?.text ?? null })
      .update({ sealed: sealed.text, key_id: sealed.keyId });
    return changed === 1;
  }

  /** Has the registries that use it checked soon. */
  async setUsersDue(id: string): Promise<void> {
    await this.#knex('registry_status')
      .whereIn('registry_id', users => {
        const pulling = users.from('registries').where('pull_credential_id', id);
        void pulling.orWhere('push_credential_id', id).select('id');
      })
      .update({
        ...{ next_check_at: new Date().toISOString(), failures: 0 },
        ...enteredEnd(this.#knex),
      });
  }

  async delete(id: string): Promise<void> {
    await this.#knex('credentials').where({ id }).delete();
  }
}

function filtered(query: Knex.QueryBuilder, filter: CredentialFilter): Knex.QueryBuilder {
  onlyReadable(query, filter.readable);
  if (filter.kind !== undefined) void query.whereIn('kind', filter.kind);
  if (filter.owner !== undefined) void query.whereIn('owner_ref', filter.owner);
  if (filter.expiresBefore !== undefined) void query.where('expires_at', '<', filter.expiresBefore);
  if (filter.search !== undefined) {
    const pattern = containing(filter.search);
    void query.where(either => {
      for (const column of ['name', 'title', 'hosts']) {
        void either.orWhereRaw("lower(??) like ? escape '\\'", [column, pattern]);
      }
    });
  }
  return query;
}
