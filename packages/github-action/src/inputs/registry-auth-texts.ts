import { InvalidInputError } from '@berth/core';
import { caCertificate } from './ca-certificate.ts';
import type { Problems } from './problems.ts';
import { keylessTexts, parseFlag } from './read-input.ts';
import type { ConnectionDefaults } from './registries-input.ts';
import { parseRegistryAuth, type RegistryAuthEntry } from './registry-auth.ts';
import type { RegistryTexts } from './registry-input.ts';

/** The entries of `registry-auth`, each with what holds where it says nothing. */
export async function registryAuthTexts(
  text: string,
  { problems, connection }: { problems: Problems; connection: ConnectionDefaults },
): Promise<readonly RegistryTexts[]> {
  const [entries = []] = await problems.collectAsync(() => parseRegistryAuth(text));
  return entries.flatMap(
    (entry, index) =>
      problems.collect(() => entryTexts(entry, `registry-auth[${index}]`, connection)) ?? [],
  );
}

function entryTexts(
  entry: RegistryAuthEntry,
  field: string,
  connection: ConnectionDefaults,
): RegistryTexts {
  if (!entry.registry) {
    throw new InvalidInputError(`Invalid ${field}: it names no registry. Add "registry".`, {
      field,
    });
  }
  const certificate = entry['ca-certificate'];
  return {
    field,
    server: entry.registry,
    username: entry.username?.trim() ?? '',
    password: entry.password?.replace(/[\r\n]+$/, '') ?? '',
    email: entry.email?.trim() ?? '',
    provider: entry.provider?.trim() ?? '',
    keyless: keylessTexts(name => entry[name]?.trim() ?? ''),
    caCertificate: certificate ? caCertificate(certificate, field) : connection.caCertificate,
    insecure: parseFlag(entry.insecure ?? '', {
      name: `${field}.insecure`,
      otherwise: connection.insecure,
    }),
  };
}
