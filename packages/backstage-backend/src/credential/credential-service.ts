import { NotFoundError } from '@backstage/errors';
import {
  credentialCreatePermission,
  credentialDeletePermission,
  credentialReadPermission,
  credentialUpdatePermission,
  type CredentialInput,
} from '@berth/backstage-plugin-berth-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { checkPreconditions, type Preconditions } from '../http/preconditions.ts';
import { checkEntryName, checkFree, checkSameName } from '../registry/entry-name.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { EventStore } from '../store/event-store.ts';
import { RegistryStore } from '../store/registry-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import { checkStillSame, whileStillSame } from '../still-same.ts';
import { writeTransaction } from '../store/write-transaction.ts';
import { deletionOf } from './credential-deletion.ts';
import { checkUnused, checkUsersServed } from './credential-users.ts';
import { writeCredential } from './write-credential.ts';

/** What callers may do with credentials. */
export class CredentialService {
  readonly #knex: Knex;
  readonly #sealer: Sealer;

  constructor(deps: { readonly knex: Knex; readonly sealer: Sealer }) {
    this.#knex = deps.knex;
    this.#sealer = deps.sealer;
  }

  /**
   * One that the caller may not read is not there for them.
   *
   * @param purpose a permission that lets them see it as well.
   */
  async get(
    nameOrId: string,
    caller: Caller,
    purpose: Permission = credentialReadPermission,
  ): Promise<StoredCredential> {
    const credential = await new CredentialStore(this.#knex).find(nameOrId);
    const seen = [credentialReadPermission, purpose];
    if (credential && (await caller.sees(seen, credential))) return credential;
    throw notFound(nameOrId);
  }

  async put(
    nameOrId: string,
    input: CredentialInput,
    options: Preconditions & { readonly caller: Caller },
  ): Promise<{ readonly credential: StoredCredential; readonly isNew: boolean }> {
    return whileStillSame(() => this.#put(nameOrId, input, options));
  }

  async #put(
    nameOrId: string,
    input: CredentialInput,
    options: Preconditions & { readonly caller: Caller },
  ) {
    const { caller } = options;
    const known = await new CredentialStore(this.#knex).find(nameOrId);
    await requireWrite(caller, known, nameOrId);
    if (known === undefined) checkEntryName(nameOrId, 'credential');
    const name = known?.name ?? nameOrId;
    checkSameName(input.name, name);

    return writeTransaction(this.#knex, async transaction => {
      const credentials = new CredentialStore(transaction);
      const stored = await credentials.find(name);
      checkPreconditions(options, stored, `The credential "${name}"`);
      checkStillSame(known, stored, name);
      const deps = { credentials, events: new EventStore(transaction), sealer: this.#sealer };
      const write = { name, input, stored, by: caller };
      const credential = await writeCredential(deps, write);
      await checkUsersServed(new RegistryStore(transaction), credential, caller);
      return { credential, isNew: stored === undefined };
    });
  }

  async delete(
    nameOrId: string,
    options: Preconditions & { readonly caller: Caller },
  ): Promise<void> {
    const known = await this.get(nameOrId, options.caller, credentialDeletePermission);
    const { name } = known;
    await options.caller.require(
      credentialDeletePermission,
      `delete the credential "${name}"`,
      known,
    );
    await writeTransaction(this.#knex, async transaction => {
      const credentials = new CredentialStore(transaction);
      const stored = await credentials.find(name);
      if (stored === undefined) throw notFound(nameOrId);
      checkPreconditions(options, stored, `The credential "${name}"`);
      checkStillSame(known, stored, name);
      await checkUnused(new RegistryStore(transaction), stored, options.caller);
      await credentials.delete(stored.id);
      await new EventStore(transaction).add(options.caller, deletionOf(stored));
    });
  }
}

/** Who may write a credential. It is asked outside of the transaction, since others are asked. */
export async function requireWrite(
  caller: Caller,
  stored: StoredCredential | undefined,
  name: string,
): Promise<void> {
  const what = `the credential ${JSON.stringify(name)}`;
  const seen = [credentialReadPermission, credentialUpdatePermission];
  if (stored && (await caller.sees(seen, stored))) {
    await caller.require(credentialUpdatePermission, `change ${what}`, stored);
  } else {
    await caller.require(credentialCreatePermission, `create ${what}`);
    checkFree(stored);
  }
}

function notFound(nameOrId: string): NotFoundError {
  return new NotFoundError(
    `There is no credential ${JSON.stringify(nameOrId)} that you may read. Check its name, or ask its owner.`,
  );
}
