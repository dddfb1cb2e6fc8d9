import {
  pullSecretExportPermission,
  type PullSecretExport,
  type PullSecretExportInput,
} from '@berth/backstage-plugin-berth-common';
import {
  formatPullSecret,
  InvalidInputError,
  pullSecret,
  Secret,
  type PullSecret,
  type RegistryLogin,
} from '@berth/core';
import type { NetworkPolicy } from '@berth/registry-client';
import type { Knex } from 'knex';
import type { Caller } from '../access/caller.ts';
import { credentialState } from '../credential/credential-state.ts';
import { openSecrets } from '../credential/credential-secrets.ts';
import type { Deed } from '../event/deed.ts';
import { deedChanges } from '../event/deed-changes.ts';
import type { RegistryService } from '../registry/registry-service.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { EventStore } from '../store/event-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import { writeTransaction } from '../store/write-transaction.ts';
import { checkExportLimit } from './export-limit.ts';
import { exportedLogin } from './exported-login.ts';

interface Exported {
  readonly registry: StoredRegistry;
  readonly input: PullSecretExportInput;
  readonly caller: Caller;
}

/** Writes pull secrets out: the only thing that hands out a secret. */
export class PullSecretExports {
  readonly #knex: Knex;
  readonly #sealer: Sealer;
  readonly #registries: RegistryService;
  readonly #network: NetworkPolicy;

  constructor(deps: {
    readonly knex: Knex;
    readonly sealer: Sealer;
    readonly registries: RegistryService;
    readonly network: NetworkPolicy;
  }) {
    this.#knex = deps.knex;
    this.#sealer = deps.sealer;
    this.#registries = deps.registries;
    this.#network = deps.network;
  }

  async export(
    nameOrId: string,
    input: PullSecretExportInput,
    caller: Caller,
  ): Promise<PullSecretExport> {
    const registry = await this.#registries.get(nameOrId, caller, pullSecretExportPermission);
    check(input, registry);
    const exported = { registry, input, caller };
    const events = new EventStore(this.#knex);
    await checkExportLimit(events, caller);
    try {
      return await this.#exported(exported);
    } catch (error) {
      await events.add(caller, { ...deedOf(exported), outcome: 'failed' });
      throw error;
    }
  }

  async #exported({ registry, input, caller }: Exported): Promise<PullSecretExport> {
    const what = `export a pull secret of the registry "${registry.name}"`;
    await caller.require(pullSecretExportPermission, what, registry);
    const [credential] = await new CredentialStore(this.#knex).findByIds(
      registry.pullCredentialId === undefined ? [] : [registry.pullCredentialId],
    );
    const deps = { sealer: this.#sealer, network: this.#network };
    const login = await exportedLogin(registry, credential, deps);
    const secret = manifest(input, login);
    const { format = 'yaml' } = input;
    const expiresAt = login.expiresAt ?? credential?.expiresAt;
    const answer = {
      format,
      name: secret.metadata.name,
      ...(input.namespace !== undefined && { namespace: input.namespace }),
      ...(expiresAt !== undefined && { expiresAt }),
    };
    const changes = deedChanges(undefined, { ...answer, ...(await this.#leaving(credential)) });
    // Nothing leaves before it is written down that it did.
    await writeTransaction(this.#knex, async transaction => {
      const events = new EventStore(transaction);
      await checkExportLimit(events, caller);
      await events.add(caller, { ...deedOf({ registry, input, caller }), changes });
    });
    return { ...answer, manifest: formatPullSecret(secret, format) };
  }

  /** Which secret leaves, by its fingerprint. */
  async #leaving(credential: StoredCredential | undefined): Promise<object> {
    if (credential === undefined) return {};
    const secrets = await openSecrets(this.#sealer, credential);
    const { name } = credential;
    const state = credentialState(credential, this.#sealer, secrets);
    const fingerprints = Object.keys(secrets).map(field => [field, state[field]]);
    return { credential: name, ...(Object.fromEntries(fingerprints) as object) };
  }
}

/** All that can be wrong with what was asked, before anybody else is. @throws InvalidInputError */
function check(input: PullSecretExportInput, { server }: StoredRegistry): void {
  if (input.reason.trim() === '') {
    throw new InvalidInputError('"reason" is empty. Say what you need the pull secret for.', {
      field: 'reason',
    });
  }
  manifest(input, { server, username: 'any', password: new Secret('any') });
}

function manifest(input: PullSecretExportInput, login: RegistryLogin): PullSecret {
  const { name, namespace, labels, annotations, immutable, appendHash } = input;
  return pullSecret({
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
    ...(immutable !== undefined && { immutable }),
    ...(appendHash !== undefined && { appendHash }),
    logins: [login],
  });
}

function deedOf({ registry, input }: Exported): Deed {
  const { id, name } = registry;
  return {
    ...{ action: 'pull-secret.export', target: `registry:${name}`, targetId: id },
    reason: input.reason.trim(),
  };
}
