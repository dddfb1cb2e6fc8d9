export { checkImageReference, type ImageReferenceProfile } from './check-image-reference.ts';
export type {
  AwsKeysCredential,
  AwsRoleCredential,
  AzureFederationCredential,
  AzureServicePrincipalCredential,
  Credential,
  CredentialKind,
  DockerHubConnectionCredential,
  GoogleFederationCredential,
  GoogleKeyCredential,
  IamApiKeyCredential,
  KeylessCredential,
  NodeRoleCredential,
  PasswordCredential,
  StaticCredential,
} from './credential.ts';
export { credentialHints } from './credential-hints.ts';
export { fixedUsername } from './fixed-username.ts';
export {
  formatImageReference,
  parseImageReference,
  type ImageReference,
} from './image-reference.ts';
export { parseGoogleKey, type GoogleKey } from './google-key.ts';
export type {
  ImageReferenceComponent,
  ImageReferenceProblem,
  ImageReferenceProblemCode,
} from './image-reference-problem.ts';
export { InvalidInputError } from './invalid-input-error.ts';
export type { RegistryLogin } from './registry-login.ts';
export { parseServer, type RegistryServer } from './registry-server.ts';
export { isSecret, Secret } from './secret.ts';
export { loginWith } from './login-with.ts';
export { parseCredential } from './parse-credential.ts';
export { parsePasted } from './parse-pasted.ts';
export type { Pasted } from './pasted.ts';
export type { CredentialLabels, Provider, ProviderId, ServerPart } from './provider.ts';
export { findProvider, providerFor, providers } from './providers.ts';
export { canonicalHost, dockerConfigKey } from './registry-host.ts';
export { dockerConfigJson } from './docker-config.ts';
export { imagePullSecretsSnippet, serviceAccountSnippet } from './image-pull-secrets.ts';
export { isManagedPullSecretName, managedPullSecretName } from './managed-pull-secret.ts';
export {
  DEFAULT_PULL_SECRET_NAME,
  pullSecret,
  type PullSecret,
  type PullSecretOptions,
} from './pull-secret.ts';
export { formatPullSecret, type PullSecretFormat } from './pull-secret-manifest.ts';
export { closestWord } from './spelling.ts';
export { tokenExpiry } from './token-shape.ts';
export {
  explainPull,
  type PullAttempt,
  type PullClient,
  type PullExplanation,
} from './explain-pull.ts';
export type {
  EffectiveRegistry,
  RegistryReason,
  RegistrySelection,
  RegistryUser,
  SelectableRegistry,
} from './effective-registry.ts';
export { resolveRegistry } from './resolve-registry.ts';
export { serverFor } from './server-for.ts';
export { setupGuide, setupParameters } from './setup-guide.ts';
export type { SetupParameter, SetupStep } from './setup-step.ts';
export type { TextFormat } from './text-format.ts';
