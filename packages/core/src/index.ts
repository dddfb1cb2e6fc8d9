export { InvalidInputError } from './invalid-input-error.ts';
export type { RegistryLogin } from './registry-login.ts';
export { isSecret, Secret } from './secret.ts';
