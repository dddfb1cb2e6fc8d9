import type { Registry } from '@berth/backstage-plugin-berth-common';
import type { BerthApi } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';
import { registryInput } from './draft-input.ts';
import { nameOf } from './draft-server.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';

/** Saves what is in the form; a new entry never replaces one that is there. */
export async function saveRegistry(
  berth: BerthApi,
  draft: RegistryDraft,
  stored: StoredEntry | undefined,
): Promise<Registry> {
  const credentialName = await freeCredentialName(berth, draft, stored);
  const input = registryInput(draft, { credentialName, stored });
  return stored === undefined
    ? berth.createRegistry(nameOf(draft), input)
    : berth.updateRegistry(stored.registry.name, input, stored.etag);
}

const TRIES = 20;

/** A credential of this name may be left of a registry that was deleted, and serve another. */
async function freeCredentialName(
  berth: BerthApi,
  draft: RegistryDraft,
  stored: StoredEntry | undefined,
): Promise<string> {
  const base = stored?.registry.name ?? nameOf(draft);
  if (draft.kind === 'none' || stored?.credential !== undefined) return base;
  for (let count = 1; count <= TRIES; count += 1) {
    const name = count === 1 ? base : `${base.slice(0, 60)}-${count}`;
    if (!(await isThere(berth, name))) return name;
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
