import type { StoredCredential } from './registry-draft.ts';

const PUBLIC_FIELDS = [
  ...(['username', 'email', 'clientId', 'tenantId', 'accessKeyId', 'region', 'roleArn'] as const),
  ...(['workloadIdentityProvider', 'serviceAccount', 'connectionId', 'organization'] as const),
];

/** What of a credential is no secret, by the names of the contract. */
export function publicFields(credential: StoredCredential): Record<string, string> {
  const entries = PUBLIC_FIELDS.map(name => [name, credential[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [(typeof entry)[0], string] => entry[1] !== undefined),
  );
}
