import type { Connection } from '@berth/registry-client';
import type { RegistryEntry } from '../store/stored-registry.ts';

/** How a registry is reached. */
export function connectionOf({
  server,
  connection,
  caCertificate,
}: Pick<RegistryEntry, 'server' | 'connection' | 'caCertificate'>): Connection {
  return {
    server,
    insecure: connection === 'insecure',
    ...(caCertificate !== undefined && { caCertificate }),
  };
}
