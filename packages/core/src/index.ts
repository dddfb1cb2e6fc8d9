export type { Credential, CredentialKind, StaticCredential } from './credential.ts';
export { fixedUsername } from './fixed-username.ts';
export {
  formatImageReference,
  parseImageReference,
  type ImageReference,
} from './image-reference.ts';
export { InvalidInputError } from './invalid-input-error.ts';
export type { RegistryLogin } from './registry-login.ts';
export { parseServer, type RegistryServer } from './registry-server.ts';
export { isSecret, Secret } from './secret.ts';
export type { Provider, ProviderId } from './provider.ts';
export { findProvider, providerFor, providers } from './providers.ts';
export { canonicalHost, dockerConfigKey } from './registry-host.ts';
