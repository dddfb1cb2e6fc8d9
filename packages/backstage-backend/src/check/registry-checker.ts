import { ConflictError } from '@backstage/errors';
import { credentialHints, type Credential } from '@berth/core';
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
    const opened = stored && (await this.#open(stored, registry));
    const { unfit, credential } = opened ?? {};
    const target = { registry, credential, expiry: expiryOf(stored), ...login };
    return { target, stored, unfit, signal: login.signal };
  }

  async run({ target, stored, unfit, signal }: PreparedCheck): Promise<RegistryCheck> {
    if (unfit !== undefined) {
      const result = { proven: [], unfit, explanation: unfit, steps: [] };
      return { result, credential: stored, hints: [] };
    }
    const { credential, registry } = target;
    const result = await proveLogin(target, { network: this.#network, signal });
    const hints = credential === undefined ? [] : credentialHints(credential, registry.server);
    return { result, credential: stored, hints };
  }

  /** That a secret cannot be sent is something to say about the registry. */
  async #open(stored: StoredCredential, registry: RegistryEntry): Promise<Opened> {
    try {
      return { credential: await openCredential(this.#sealer, stored, registry) };
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return { unfit: error.message };
    }
  }
}

interface Opened {
  readonly credential?: Credential;
  readonly unfit?: string;
}

/** A check with all that it needs; holds secrets. */
export interface PreparedCheck {
  readonly target: CheckTarget;
  readonly stored: StoredCredential | undefined;
  /** Why the credential goes nowhere. */
  readonly unfit: string | undefined;
  readonly signal: AbortSignal | undefined;
}

function expiryOf(credential: StoredCredential | undefined): CheckTarget['expiry'] {
  if (credential?.expiresAt === undefined) return undefined;
  return { at: credential.expiresAt, since: credential.secretChangedAt ?? credential.createdAt };
}
