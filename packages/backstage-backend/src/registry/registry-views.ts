import type { Registry, RegistryUsage, Status } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import { caCertificatesIn } from './ca-certificates.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { SelectionStore } from '../store/selection-store.ts';
import { StatusStore } from '../store/status-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { RegistryHealth } from '../store/stored-status.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/** Shows registries as the API has them. */
export class RegistryViews {
  readonly #knex: Knex;
  readonly #annotations: CountsAnnotations;

  constructor(deps: { readonly knex: Knex; readonly annotations: CountsAnnotations }) {
    this.#knex = deps.knex;
    this.#annotations = deps.annotations;
  }

  async all(registries: readonly StoredRegistry[]): Promise<Registry[]> {
    const ids = registries.map(({ id }) => id);
    const used = registries.flatMap(one => [one.pullCredentialId, one.pushCredentialId]);
    const known = [...new Set(used)].filter(id => id !== undefined);
    const [credentials, healths, selections, annotations] = await Promise.all([
      new CredentialStore(this.#knex).findByIds(known),
      new StatusStore(this.#knex).findByIds(ids),
      new SelectionStore(this.#knex).countByRegistries(ids),
      this.#annotations.counts(),
    ]);
    const byId = new Map(credentials.map(credential => [credential.id, credential]));
    return registries.map(registry => {
      const { id, name } = registry;
      const usedBy = {
        selections: selections.get(id) ?? 0,
        ...(annotations && { annotations: annotations.get(name) ?? 0 }),
      };
      return view(registry, byId, { health: healths.get(id), usedBy });
    });
  }

  async one(registry: StoredRegistry): Promise<Registry> {
    const [only] = await this.all([registry]);
    if (only === undefined) throw new Error('A registry has no view.');
    return only;
  }
}

/** How many annotations name each registry; undefined while the catalog cannot be asked. */
interface CountsAnnotations {
  counts(): Promise<ReadonlyMap<string, number> | undefined>;
}

/** Never checked. */
const UNKNOWN: Status = { code: 'UNKNOWN', proven: [] };

function view(
  registry: StoredRegistry,
  credentials: ReadonlyMap<string, StoredCredential>,
  known: { readonly health: RegistryHealth | undefined; readonly usedBy: RegistryUsage },
): Registry {
  const pull = credentials.get(registry.pullCredentialId ?? '');
  const push = credentials.get(registry.pushCredentialId ?? '');
  const { status = UNKNOWN, endsAt } = known.health ?? {};
  const { id, name, title, description, provider, server, host, connection } = registry;
  return {
    ...{ id, name, provider, server, host, connection },
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...caOf(registry),
    ...(pull && { pullCredential: pull.name, login: loginOf(pull) }),
    ...(push && { pushCredential: push.name }),
    purposes: registry.purposes,
    default: registry.isDefault,
    disabled: registry.disabled,
    management: registry.management,
    ...(registry.owner !== undefined && { owner: registry.owner }),
    scope: registry.scope,
    labels: registry.labels,
    status,
    ...(endsAt !== undefined && { expiresAt: endsAt }),
    usedBy: known.usedBy,
    createdAt: registry.createdAt,
    createdBy: registry.createdBy,
    updatedAt: registry.updatedAt,
    updatedBy: registry.updatedBy,
  };
}

function caOf({ caCertificate }: StoredRegistry) {
  if (caCertificate === undefined) return {};
  return { caCertificate, caCertificates: caCertificatesIn(caCertificate) };
}

const FIXED_USERNAMES: Readonly<Partial<Record<StoredCredential['kind'], string>>> = {
  'google-key': '_json_key',
  'iam-api-key': 'iamapikey',
};

function loginOf({
  kind,
  publicFields,
  expiresAt,
}: StoredCredential): NonNullable<Registry['login']> {
  const { email, clientId } = publicFields;
  const username = publicFields['username'] ?? FIXED_USERNAMES[kind] ?? clientId;
  return {
    kind,
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
