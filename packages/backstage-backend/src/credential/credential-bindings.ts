import type { CredentialBinding, StoredCredential } from '../store/stored-credential.ts';
import { caFingerprint } from '../registry/ca-certificate.ts';
import type { RegistryEntry } from '../store/stored-registry.ts';
import { hasSecret } from './secret-fields.ts';

/** Where a registry is, and how it is reached. */
export type RegistryPlace = Pick<RegistryEntry, 'host' | 'connection' | 'caCertificate'>;

/** The way that a registry would send a secret. */
export function bindingOf({ host, connection, caCertificate }: RegistryPlace): CredentialBinding {
  return {
    host,
    connection,
    ...(caCertificate !== undefined && { caFingerprint: caFingerprint(caCertificate) }),
  };
}

/** Whether the secret was entered for this way; nobody can point it elsewhere. */
export function isBoundTo(
  { kind, bindings }: Pick<StoredCredential, 'kind' | 'bindings'>,
  way: CredentialBinding,
): boolean {
  return !hasSecret(kind) || bindings.some(binding => isSame(binding, way));
}

/** The bindings after the hosts were entered, and maybe a way of a registry with them. */
export function nextBindings(
  stored: readonly CredentialBinding[],
  hosts: readonly string[],
  entered: CredentialBinding | undefined,
): readonly CredentialBinding[] {
  const kept = stored.filter(({ host }) => hosts.includes(host));
  const more = entered !== undefined && !kept.some(one => isSame(one, entered)) ? [entered] : [];
  const bound = new Set([...kept, ...more].map(({ host }) => host));
  const plain = hosts.filter(host => !bound.has(host));
  return [
    ...kept,
    ...more,
    ...plain.map((host): CredentialBinding => ({ host, connection: 'secure' })),
  ].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

export function hostsOf(bindings: readonly CredentialBinding[]): readonly string[] {
  return [...new Set(bindings.map(({ host }) => host))].sort();
}

function isSame(a: CredentialBinding, b: CredentialBinding): boolean {
  return a.host === b.host && a.connection === b.connection && a.caFingerprint === b.caFingerprint;
}
