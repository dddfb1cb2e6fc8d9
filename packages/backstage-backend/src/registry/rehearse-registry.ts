import type { RegistryInput } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { bindingOf } from '../credential/credential-bindings.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { EventStore } from '../store/event-store.ts';
import { rehearsal } from '../store/write-transaction.ts';
import type { RegistryEntry, StoredRegistry } from '../store/stored-registry.ts';
import { checkNotEnded } from './ca-certificates.ts';
import { mentionCredentials } from './credential-mention.ts';
import { settleCredentials } from './registry-credential.ts';
import { parseRegistryInput } from './registry-input.ts';

/**
 * Does all that saving a registry would do, by the same rules, reads what would be there, and takes
 * everything back. Others who write wait as long, so `read` asks nobody but the database.
 *
 * @throws what saving would throw.
 */
export async function rehearseRegistry<T>(
  { knex, sealer }: { readonly knex: Knex; readonly sealer: Sealer },
  change: {
    readonly known: StoredRegistry | undefined;
    readonly input: RegistryInput;
    readonly caller: Caller;
  },
  read: (transaction: Knex.Transaction, entry: RegistryEntry) => Promise<T>,
): Promise<T> {
  const { known, input, caller } = change;
  const draft = parseRegistryInput(input);
  checkNotEnded(draft.caCertificate, known?.caCertificate, Date.now());
  const mentioning = { credentials: new CredentialStore(knex), caller, known };
  const mentions = await mentionCredentials(input, mentioning);
  return rehearsal(knex, async transaction => {
    const credentials = new CredentialStore(transaction);
    const events = new EventStore(transaction);
    const stores = { credentials, events, sealer };
    // Without the caller's deeds: nothing of it is done.
    const by = { ref: caller.ref, kind: caller.kind };
    const context = { ...stores, draft, way: bindingOf(draft), by };
    const entry = { ...draft, ...(await settleCredentials(mentions, context)) };
    return read(transaction, entry);
  });
}
