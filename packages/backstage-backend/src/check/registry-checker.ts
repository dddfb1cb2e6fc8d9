import { credentialHints } from '@berth/core';
import type { NetworkPolicy } from '@berth/registry-client';
import type { Knex } from 'knex';
import { openCredential } from '../credential/open-credential.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { CredentialStore } from '../store/credential-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { RegistryEntry } from '../store/stored-registry.ts';
import { proveLogin, type CheckResult, type CheckTarget } from './prove-login.ts';
import { credentialIdFor, type CheckAction } from './registry-logins.ts';

export interface LoginToCheck {
  readonly action: CheckAction;
  readonly repository: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What was found out about one login of a registry, and with which credential. */
export interface RegistryCheck {
  readonly result: CheckResult;
  readonly credential: StoredCredential | undefined;
  /** What could be better about the credential. */
  readonly hints: readonly string[];
}

/** Proves the logins of registries with what is stored for them. */
export class RegistryChecker {
  readonly #sealer: Sealer;
  readonly #network: NetworkPolicy;

  constructor(deps: { readonly sealer: Sealer; readonly network: NetworkPolicy }) {
    this.#sealer = deps.sealer;
    this.#network = deps.network;
  }

  /** @param knex where the credential is: it may be a transaction. */
  async prepare(knex: Knex, registry: RegistryEntry, login: LoginToCheck): Promise<PreparedCheck> {
    const id = credentialIdFor(registry, login.action);
    const [stored] = await new CredentialStore(knex).findByIds(id === undefined ? [] : [id]);
    const credential = stored && (await openCredential(this.#sealer, stored));
    const target = { registry, credential, expiry: expiryOf(stored), ...login };
    return { target, stored, signal: login.signal };
  }

  async run({ target, stored, signal }: PreparedCheck): Promise<RegistryCheck> {
    const { credential, registry } = target;
    const result = await proveLogin(target, { network: this.#network, signal });
    const hints = credential === undefined ? [] : credentialHints(credential, registry.server);
    return { result, credential: stored, hints };
  }
}

/** A check with all that it needs; holds secrets. */
export interface PreparedCheck {
  readonly target: CheckTarget;
  readonly stored: StoredCredential | undefined;
  readonly signal: AbortSignal | undefined;
}

function expiryOf(credential: StoredCredential | undefined): CheckTarget['expiry'] {
  if (credential?.expiresAt === undefined) return undefined;
  return { at: credential.expiresAt, since: credential.updatedAt };
}
