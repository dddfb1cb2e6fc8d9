import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CompoundEntityRef } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  registryReadPermission,
  selectionUpdatePermission,
  type SelectionInput,
} from '@berth/backstage-plugin-berth-common';
import { InvalidInputError } from '@berth/core';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { mayChoose } from '../access/permitted-actions.ts';
import type { App } from '../app/app.ts';
import type { AppCatalog } from '../app/app-catalog.ts';
import { deedChanges } from '../event/deed-changes.ts';
import { checkPreconditions, type Preconditions } from '../http/preconditions.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import { changedFields, nextStamps } from '../revision.ts';
import type { Page, PageRequest } from '../store/page.ts';
import { EventStore } from '../store/event-store.ts';
import { RegistryStore } from '../store/registry-store.ts';
import { SelectionStore } from '../store/selection-store.ts';
import type { SelectionEntry, StoredSelection } from '../store/stored-selection.ts';
import { writeTransaction } from '../store/write-transaction.ts';
import { selectionDeletion, selectionState } from './selection-state.ts';
import { selectableRegistry } from './selectable-registry.ts';
import { checkNone, checkPlaces, NONE } from './selection-input.ts';

/** Which selection is meant. */
export interface SelectionKey {
  readonly app: CompoundEntityRef;
  /** `*` for all. */
  readonly environment: string;
}

/** Who asks, and in whose name the catalog is asked. */
export interface Asker {
  readonly caller: Caller;
  readonly credentials: BackstageCredentials;
}

/** What callers may do with selections. */
export class SelectionService {
  readonly #knex: Knex;
  readonly #apps: AppCatalog;
  readonly #registries: RegistryService;

  constructor(deps: {
    readonly knex: Knex;
    readonly apps: AppCatalog;
    readonly registries: RegistryService;
  }) {
    this.#knex = deps.knex;
    this.#apps = deps.apps;
    this.#registries = deps.registries;
  }

  async get({ app, environment }: SelectionKey, asker: Asker): Promise<StoredSelection> {
    await requireReading(asker.caller);
    const { ref } = await this.#apps.get(app, asker.credentials);
    const selection = await new SelectionStore(this.#knex).find(ref, environment);
    if (selection !== undefined) return selection;
    throw notFound(ref, environment);
  }

  async listOf(
    app: CompoundEntityRef,
    page: Pick<PageRequest, 'limit' | 'cursor'>,
    asker: Asker,
  ): Promise<Page<StoredSelection>> {
    await requireReading(asker.caller);
    const { ref } = await this.#apps.get(app, asker.credentials);
    return new SelectionStore(this.#knex).list({ entityRef: ref }, page);
  }

  /**
   * Of all apps, or of one. Users are not shown those of entities that the catalog hides from them.
   *
   * @throws NotAllowedError
   */
  async list(
    entityRef: string | undefined,
    page: Pick<PageRequest, 'limit' | 'cursor'>,
    { caller, credentials }: Asker,
  ): Promise<Page<StoredSelection> & { readonly hidden: number }> {
    if ((await caller.readable(registryReadPermission)) !== 'all') {
      throw new NotAllowedError(
        'You may not read every registry, and so not all selections. Ask for those of an app.',
      );
    }
    const store = new SelectionStore(this.#knex);
    if (caller.kind === 'service') return { ...(await store.list({ entityRef }, page)), hidden: 0 };
    if (entityRef !== undefined && (await this.#apps.seen([entityRef], credentials)).size === 0) {
      return { items: [], totalItems: 0, hidden: 0, nextCursor: undefined };
    }
    const found = await store.list({ entityRef }, page);
    const refs = found.items.map(selection => selection.entityRef);
    const seen = await this.#apps.seen(refs, credentials);
    const items = found.items.filter(selection => seen.has(selection.entityRef));
    return { ...found, items, hidden: found.items.length - items.length };
  }

  async put(
    key: SelectionKey,
    input: SelectionInput,
    options: Preconditions & Asker,
  ): Promise<{ readonly selection: StoredSelection; readonly isNew: boolean }> {
    const app = await this.#apps.get(key.app, options.credentials);
    await requireChoice(options.caller, app);
    const entry = await this.#entryOf(input, app, options.caller);
    const where = { entityRef: app.ref, environment: key.environment };

    return writeTransaction(this.#knex, async transaction => {
      const selections = new SelectionStore(transaction);
      const stored = await selections.find(where.entityRef, where.environment);
      checkPreconditions(options, stored, titleOf(app.ref, key.environment));
      await checkStillThere(new RegistryStore(transaction), entry);
      const changed = changedFields(stored && comparable(stored), comparable(entry));
      if (stored && changed.length === 0) return { selection: stored, isNew: false };
      const by = options.caller.ref;
      const stamps = nextStamps({ before: stored, changed, by, id: randomUUID() });
      const selection = { ...where, ...entry, ...stamps };
      await selections.save(selection);
      await new EventStore(transaction).add(options.caller, {
        action: stored === undefined ? 'selection.create' : 'selection.update',
        target: app.ref,
        changes: deedChanges(stored && selectionState(stored), selectionState(selection)),
      });
      return { selection, isNew: stored === undefined };
    });
  }

  async delete(key: SelectionKey, options: Preconditions & Asker): Promise<void> {
    const { ref, ...app } = await this.#apps.get(key.app, options.credentials);
    await requireChoice(options.caller, { ref, ...app });
    await writeTransaction(this.#knex, async transaction => {
      const selections = new SelectionStore(transaction);
      const stored = await selections.find(ref, key.environment);
      if (stored === undefined) throw notFound(ref, key.environment);
      checkPreconditions(options, stored, titleOf(ref, key.environment));
      await selections.delete(stored.id);
      await new EventStore(transaction).add(options.caller, selectionDeletion(stored));
    });
  }

  async #entryOf(input: SelectionInput, app: App, caller: Caller): Promise<SelectionEntry> {
    const { repository, pullSecretName } = input;
    const entry = { repository, pullSecretName };
    if (input.registry === NONE) {
      checkNone(input);
      return { registry: undefined, ...entry };
    }
    const deps = { registries: this.#registries, apps: this.#apps };
    const registry = await selectableRegistry(deps, input.registry, { app, caller });
    checkPlaces(input, registry);
    return { registry: { id: registry.id, name: registry.name }, ...entry };
  }
}

/** Who may see an app in the catalog reads what it uses; services need a word. */
export async function requireReading(caller: Caller): Promise<void> {
  if (caller.kind === 'user') return;
  await caller.require(registryReadPermission, 'read what apps use');
}

/** One of the owners is enough. */
async function requireChoice(caller: Caller, { ref, owners }: App): Promise<void> {
  if (await mayChoose(caller, owners)) return;
  const what = `choose the registry of ${JSON.stringify(ref)}`;
  await caller.require(selectionUpdatePermission, what, { owner: owners[0] });
}

async function checkStillThere(
  registries: RegistryStore,
  { registry }: SelectionEntry,
): Promise<void> {
  if (registry === undefined || (await registries.find(registry.name))?.id === registry.id) return;
  throw new InvalidInputError(
    `The registry ${JSON.stringify(registry.name)} was deleted just now. Choose another one.`,
    { field: 'registry' },
  );
}

function notFound(ref: string, environment: string): NotFoundError {
  return new NotFoundError(
    `${titleOf(ref, environment)} does not exist. Ask for its effective registry to see what it takes over.`,
  );
}

function titleOf(ref: string, environment: string): string {
  return `The selection of ${JSON.stringify(ref)} for the environment ${JSON.stringify(environment)}`;
}

/** By the names that the API has for the fields. */
function comparable({
  registry,
  repository,
  pullSecretName,
}: SelectionEntry): Record<string, unknown> {
  return { registry: registry?.id, repository, pullSecretName };
}
