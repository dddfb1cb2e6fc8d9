import type { Registry, RegistryInput } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { registryInput } from './draft-input.ts';
import { nameOf } from './draft-server.ts';
import { storedFor, type LoginUse } from './login-use.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';

/** What is sent to check what is in the form, and to save it. */
export async function inputFor(
  berth: BerthApi,
  draft: RegistryDraft,
  stored: StoredEntry | undefined,
): Promise<RegistryInput> {
  const base = stored?.registry.name ?? nameOf(draft);
  // Those that cannot be read are there all the same.
  const taken = [stored?.registry.pullCredential, stored?.registry.pushCredential];
  const free = (use: LoginUse, name: string) =>
    isWritten(draft, stored, use) ? freeCredentialName(berth, name, taken) : name;
  const credentialName = await free('pull', base);
  const pushCredentialName = await free('push', `${base.slice(0, 58)}-push`);
  return registryInput(draft, { credentialName, pushCredentialName, stored });
}

/** Saves what is in the form; a new entry never replaces one that is there. */
export async function saveRegistry(
  berth: BerthApi,
  input: RegistryInput,
  entry: {
    readonly name: string;
    readonly stored: StoredEntry | undefined;
    /** Even if apps would be cut off. */
    readonly force: boolean;
  },
): Promise<Registry> {
  const { name, stored, force } = entry;
  return stored === undefined
    ? berth.createRegistry(name, input, { force })
    : berth.updateRegistry(stored.registry.name, input, stored.etag, { force });
}

/** Whether the registry logs in otherwise after the change, so that it is to be proven again. */
export function isLoginChanged(input: RegistryInput, stored: StoredEntry | undefined): boolean {
  if (stored === undefined) return true;
  const { registry } = stored;
  const fields = ['provider', 'server', 'connection', 'caCertificate'] as const;
  const credentials = ['pullCredential', 'pushCredential'] as const;
  return [...fields, ...credentials].some(field => input[field] !== registry[field]);
}

/** A login that is new, and is written under a name of its own. */
function isWritten(draft: RegistryDraft, stored: StoredEntry | undefined, use: LoginUse): boolean {
  if (storedFor(stored, use) !== undefined) return false;
  const login = use === 'pull' ? draft : draft.push;
  if (use === 'push' && draft.pushBy !== 'other') return false;
  return login.kind !== 'none' && login.credential === undefined;
}

const TRIES = 20;

/** A credential of this name may be left of a registry that was deleted, and serve another. */
async function freeCredentialName(
  berth: BerthApi,
  base: string,
  taken: readonly (string | undefined)[],
): Promise<string> {
  for (let count = 1; count <= TRIES; count += 1) {
    const name = count === 1 ? base : `${base.slice(0, 60)}-${count}`;
    if (!taken.includes(name) && !(await isThere(berth, name))) return name;
  }
  return base;
}

async function isThere(berth: BerthApi, credential: string): Promise<boolean> {
  try {
    await berth.getCredential(credential);
    return true;
  } catch (error) {
    if (error instanceof BerthRequestError && error.status === 404) return false;
    throw error;
  }
}
