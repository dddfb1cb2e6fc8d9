import type { RegistryEntry } from '../store/stored-registry.ts';

/** What a check is about. */
const CHECKED = [
  ...(['server', 'connection', 'caCertificate'] as const),
  ...(['pullCredentialId', 'pushCredentialId'] as const),
];

/** Whether what a check said before a change may not hold after it. */
export function isCheckedAnew(before: RegistryEntry, after: RegistryEntry): boolean {
  return CHECKED.some(field => before[field] !== after[field]);
}
