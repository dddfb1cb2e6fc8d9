export {
  checkImageReference,
  type ImageReferenceProfile,
} from './image-reference/check-image-reference.ts';
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
} from './credential/credential.ts';
export { credentialHints } from './credential/credential-hints.ts';
export { fixedUsername, usernameOf } from './provider/fixed-username.ts';
export {
  formatImageReference,
  parseImageReference,
  type ImageReference,
} from './image-reference/image-reference.ts';
export { parseGoogleKey, type GoogleKey } from './credential/google-key.ts';
export type {
  ImageReferenceComponent,
  ImageReferenceProblem,
  ImageReferenceProblemCode,
} from './image-reference/image-reference-problem.ts';
export { inField, InvalidInputError } from './invalid-input-error.ts';
export type { RegistryLogin } from './credential/registry-login.ts';
export { parseServer, type RegistryServer } from './provider/registry-server.ts';
export { isSecret, Secret } from './secret.ts';
export { checkCredentialHost, loginWith } from './credential/login-with.ts';
export { parseCredential } from './credential/parse-credential.ts';
export { parsePasted } from './paste/parse-pasted.ts';
export type { Pasted } from './paste/pasted.ts';
export type {
  CredentialLabels,
  Provider,
  ProviderGuidance,
  ProviderId,
  ProviderRow,
  ServerPart,
} from './provider/provider.ts';
export { findProvider, providerFor } from './provider/find-provider.ts';
export { providers } from './provider/providers.ts';
export { canonicalHost, dockerConfigKey } from './provider/registry-host.ts';
export { dockerConfigJson } from './pull-secret/docker-config.ts';
export { dockerLogin, type DockerLogin } from './pull-secret/docker-login.ts';
export {
  imagePullSecretsSnippet,
  serviceAccountSnippet,
} from './pull-secret/image-pull-secrets.ts';
export { checkNamespace, checkObjectName } from './pull-secret/kubernetes-name.ts';
export {
  isManagedPullSecretName,
  managedPullSecretName,
} from './pull-secret/managed-pull-secret.ts';
export {
  DEFAULT_PULL_SECRET_NAME,
  pullSecret,
  type PullSecret,
  type PullSecretOptions,
} from './pull-secret/pull-secret.ts';
export { formatPullSecret, type PullSecretFormat } from './pull-secret/pull-secret-manifest.ts';
export { closestWord } from './spelling.ts';
export { tokenExpiry } from './credential/token-shape.ts';
export {
  explainPull,
  type PullAttempt,
  type PullClient,
  type PullExplanation,
} from './explain-pull/explain-pull.ts';
export type {
  EffectiveRegistry,
  RegistryReason,
  RegistrySelection,
  RegistryUser,
  SelectableRegistry,
} from './resolve-registry/effective-registry.ts';
export { resolveRegistry } from './resolve-registry/resolve-registry.ts';
export { awsPartition } from './provider/ecr-host.ts';
export { serverFor } from './provider/server-for.ts';
export { setupGuide, setupParameters } from './setup/setup-guide.ts';
export type { SetupParameter, SetupStep } from './setup/setup-step.ts';
export type { TextFormat } from './credential/text-format.ts';
export type { WorkflowCredential } from './workflow/workflow-login.ts';
export {
  workflowSnippet,
  type WorkflowRegistry,
  type WorkflowSnippet,
} from './workflow/workflow-snippet.ts';
