import type { CredentialStore } from '../store/credential-store.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import { caFingerprint } from './ca-certificate.ts';

/** A registry as events show it: by the names of the API. */
export async function registryState(
  registry: StoredRegistry,
  credentials: CredentialStore,
): Promise<Readonly<Record<string, unknown>>> {
  const { title, description, provider, server, connection, caCertificate } = registry;
  const { purposes, isDefault, disabled, management, owner, scope, labels } = registry;
  const ids = [registry.pullCredentialId, registry.pushCredentialId];
  const used = await credentials.findByIds(ids.filter(id => id !== undefined));
  const [pullCredential, pushCredential] = ids.map(
    id => used.find(credential => credential.id === id)?.name,
  );
  return {
    ...{ title, description, provider, server, connection, pullCredential, pushCredential },
    ...(caCertificate !== undefined && { caCertificate: caFingerprint(caCertificate) }),
    ...{ purposes, default: isDefault, disabled, management, owner, scope, labels },
  };
}
