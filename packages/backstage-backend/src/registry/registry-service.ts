import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  registryCreatePermission,
  registryDeletePermission,
  registryReadPermission,
  registryUpdatePermission,
  type RegistryInput,
} from '@berth/backstage-plugin-berth-common';
import type { Permission } from '@backstage/plugin-permission-common';
import { InvalidInputError } from '@berth/core';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { bindingOf } from '../credential/credential-bindings.ts';
import { checkPreconditions, type Preconditions } from '../http/preconditions.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { EventStore } from '../store/event-store.ts';
import { RegistryStore } from '../store/registry-store.ts';
import { StatusStore } from '../store/status-store.ts';
import type { RegistryEntry, StoredRegistry } from '../store/stored-registry.ts';
import { checkStillDefault, checkStillSame, whileStillSame } from '../still-same.ts';
import { NOBODY, type FindAnnotatedUsers } from '../usage/registry-users.ts';
import type { FindApps } from '../usage/scope-keepers.ts';
import { writeTransaction } from '../store/write-transaction.ts';
import { checkNotEnded } from './ca-certificates.ts';
import { checkNobodyCutOff, cutOff, keepersOf } from './cut-off.ts';
import { checkServesEverybody, requireDefaultChoice } from './default-choice.ts';
import { checkEntryName, checkFree, checkSameName } from './entry-name.ts';
import { mentionCredentials } from './credential-mention.ts';
import { checkOtherUsers, settleCredentials } from './registry-credential.ts';
import { deleteRegistry, type RegistryDeletionOptions } from './delete-registry.ts';
import { isCheckedAnew } from './is-checked-anew.ts';
import { parseRegistryInput } from './registry-input.ts';
import { defaultAfter, saveRegistry } from './save-registry.ts';

export interface RegistryWriteOptions extends Preconditions {
  readonly caller: Caller;
  /** By which the caller sees entities in the catalog; absent for who sees none. */
  readonly credentials?: BackstageCredentials;
  /** Even if apps that use it, or would as the default, are cut off. */
  readonly force?: boolean;
}

/** What callers may do with registries. */
export class RegistryService {
  readonly #knex: Knex;
  readonly #sealer: Sealer;
  readonly #findAnnotated: FindAnnotatedUsers;
  readonly #findApps: FindApps;

  constructor(deps: {
    readonly knex: Knex;
    readonly sealer: Sealer;
    readonly findAnnotated: FindAnnotatedUsers;
    readonly findApps: FindApps;
  }) {
    this.#knex = deps.knex;
    this.#sealer = deps.sealer;
    this.#findAnnotated = deps.findAnnotated;
    this.#findApps = deps.findApps;
  }

  /**
   * One that the caller may not read is not there for them.
   *
   * @param purposes permissions that let them see it as well.
   */
  async get(
    nameOrId: string,
    caller: Caller,
    ...purposes: readonly Permission[]
  ): Promise<StoredRegistry> {
    const registry = await new RegistryStore(this.#knex).find(nameOrId);
    const seen = [registryReadPermission, ...purposes];
    if (registry && (await caller.sees(seen, registry))) return registry;
    throw registryNotFound(nameOrId);
  }

  async getDefault(caller: Caller): Promise<StoredRegistry> {
    const registry = await new RegistryStore(this.#knex).findDefault();
    if (registry && (await caller.may(registryReadPermission, registry))) return registry;
    throw new NotFoundError('There is no default registry that you may read. Add a registry.');
  }

  async put(
    nameOrId: string,
    input: RegistryInput,
    options: RegistryWriteOptions,
  ): Promise<{ readonly registry: StoredRegistry; readonly isNew: boolean }> {
    return whileStillSame(() => this.#put(nameOrId, input, options));
  }

  async #put(nameOrId: string, input: RegistryInput, options: RegistryWriteOptions) {
    const { caller } = options;
    const { reason } = input;
    const known = await new RegistryStore(this.#knex).find(nameOrId);
    await requireWrite(caller, known, { nameOrId, input });
    if (known === undefined) checkEntryName(nameOrId, 'registry');
    const name = known?.name ?? nameOrId;
    checkSameName(input.name, name);
    const draft = parseRegistryInput(input);
    checkNotEnded(draft.caCertificate, known?.caCertificate, Date.now());
    const way = bindingOf(draft);
    const mentions = await mentionCredentials(input, {
      ...{ credentials: new CredentialStore(this.#knex), caller, known },
    });
    const isAsked = !options.force && cutOff(known, draft) !== undefined;
    const annotated = isAsked ? await this.#findAnnotated(name) : NOBODY;
    const changes = { known, draft, annotated };
    const find = async (refs: readonly string[]) =>
      options.credentials === undefined ? [] : this.#findApps(refs, options.credentials);
    const keepers = isAsked ? await keepersOf(this.#knex, changes, find) : undefined;

    return writeTransaction(this.#knex, async transaction => {
      const stores = storesIn(transaction);
      const { registries } = stores;
      const stored = await registries.find(name);
      checkPreconditions(options, stored, `The registry "${name}"`);
      checkStillSame(known, stored, name);
      if (input.default === true) checkStillDefault(known, stored);
      if (input.default === true && !stored?.isDefault) {
        checkServesEverybody({ name, ...draft }, { force: options.force, field: 'default' });
      }
      if (!options.force) {
        await checkNobodyCutOff(transaction, { stored, draft, annotated, keepers });
      }
      const context = { ...stores, sealer: this.#sealer, draft, way, by: caller, reason };
      const entry: RegistryEntry = { ...draft, ...(await settleCredentials(mentions, context)) };
      const isDefault = await defaultAfter(registries, stored, input.default);
      const write = { name, entry, isDefault, stored, by: caller, reason };
      const registry = await saveRegistry(stores, write);
      await checkOtherUsers(mentions, stores, caller);
      if (stored === undefined || isCheckedAnew(stored, registry)) {
        await new StatusStore(transaction).setDue([registry.id]);
      }
      return { registry, isNew: stored === undefined };
    });
  }

  async setDefault(nameOrId: string, options: RegistryWriteOptions): Promise<StoredRegistry> {
    const { caller, force } = options;
    const known = await this.get(nameOrId, caller).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
      throw new InvalidInputError(error.message, { field: 'registry' });
    });
    await requireDefaultChoice(caller);
    return writeTransaction(this.#knex, async transaction => {
      const stores = storesIn(transaction);
      const { registries } = stores;
      checkPreconditions(options, await registries.findDefault(), 'The default registry');
      const stored = await registries.find(known.name);
      if (stored?.id !== known.id) throw registryNotFound(nameOrId);
      if (!stored.isDefault) checkServesEverybody(stored, { force, field: 'registry' });
      const write = { name: stored.name, entry: stored, isDefault: true, stored, by: caller };
      return saveRegistry(stores, write);
    });
  }

  async delete(nameOrId: string, options: RegistryDeletionOptions) {
    const known = await this.get(nameOrId, options.caller, registryDeletePermission);
    return deleteRegistry(this.#knex, known, { ...options, findAnnotated: this.#findAnnotated });
  }
}

function registryNotFound(nameOrId: string): NotFoundError {
  return new NotFoundError(
    `There is no registry ${JSON.stringify(nameOrId)} that you may read. Check its name, or ask its owner.`,
  );
}

async function requireWrite(
  caller: Caller,
  known: StoredRegistry | undefined,
  { nameOrId, input }: { readonly nameOrId: string; readonly input: RegistryInput },
): Promise<void> {
  const what = `the registry ${JSON.stringify(nameOrId)}`;
  const seen = [registryReadPermission, registryUpdatePermission];
  if (known && (await caller.sees(seen, known))) {
    await caller.require(registryUpdatePermission, `change ${what}`, known);
  } else {
    await caller.require(registryCreatePermission, `create ${what}`);
    checkFree(known);
  }
  if (input.default === true && known?.isDefault !== true) await requireDefaultChoice(caller);
}

function storesIn(transaction: Knex.Transaction) {
  return {
    registries: new RegistryStore(transaction),
    credentials: new CredentialStore(transaction),
    events: new EventStore(transaction),
  };
}
