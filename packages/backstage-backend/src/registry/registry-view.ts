import type { Registry, Status } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import { caCertificatesIn } from './ca-certificates.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { StatusStore } from '../store/status-store.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/** Registries as the API shows them. */
export async function viewRegistries(
  knex: Knex,
  registries: readonly StoredRegistry[],
): Promise<Registry[]> {
  const ids = registries.flatMap(one => [one.pullCredentialId, one.pushCredentialId]);
  const used = [...new Set(ids)].filter(id => id !== undefined);
  const [credentials, statuses] = await Promise.all([
    new CredentialStore(knex).findByIds(used),
    new StatusStore(knex).findByIds(registries.map(({ id }) => id)),
  ]);
  const byId = new Map(credentials.map(credential => [credential.id, credential]));
  return registries.map(registry => view(registry, byId, statuses.get(registry.id) ?? UNKNOWN));
}

export async function viewRegistry(knex: Knex, registry: StoredRegistry): Promise<Registry> {
  const [only] = await viewRegistries(knex, [registry]);
  if (only === undefined) throw new Error('A registry has no view.');
  return only;
}

/** Never checked. */
const UNKNOWN: Status = { code: 'UNKNOWN', proven: [] };

function view(
  registry: StoredRegistry,
  credentials: ReadonlyMap<string, StoredCredential>,
  status: Status,
): Registry {
  const pull = credentials.get(registry.pullCredentialId ?? '');
  const push = credentials.get(registry.pushCredentialId ?? '');
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
