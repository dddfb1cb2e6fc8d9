import type { ProviderId, RegistryLogin } from '@berth/core';
import type { RegistryRequestError } from '@berth/registry-client';
import { FORK_TOKEN, isForkToken } from './fork-token.ts';
import { githubTokenHint } from './github-token.ts';

/** Why a push was refused, as far as is known. */
export type PushRefusal = Pick<RegistryRequestError, 'code' | 'registryCodes'>;

/** What to do about a push that was refused, as a sentence; `undefined` where nothing is known. */
export function pushAdvice(
  provider: ProviderId,
  login: RegistryLogin | undefined,
  { code, registryCodes }: PushRefusal,
): string | undefined {
  if (registryCodes.includes('NAME_UNKNOWN')) return MISSING[provider];
  if (registryCodes.includes('token_expired')) {
    return 'Log in again in this job, shortly before the push.';
  }
  if (code !== 'denied' && code !== 'unauthorized') return undefined;
  if (!login) {
    return 'Nobody is logged in there: give "username" and "password", or log in in a step before.';
  }
  if (provider === 'ghcr' && isForkToken(login.password.reveal())) return FORK_ADVICE;
  const lacksScope = registryCodes.includes('insufficient_scope');
  if (lacksScope && SCOPE[provider] !== undefined) return SCOPE[provider];
  return provider === 'ghcr' ? ghcrAdvice(login.password.reveal()) : RIGHT[provider];
}

/** The login works without any of this, so that it is the push that tells. */
function ghcrAdvice(password: string): string {
  const repository =
    'and in the package\'s settings, under "Manage Actions access", give this repository the role Write';
  return `${githubTokenHint(password, 'packages: write').replace(/\.$/, '')}; ${repository}.`;
}

const FORK_ADVICE = `${FORK_TOKEN} Push only where the pull request comes from this repository, or set "if-missing-credentials: skip".`;

type Advice = Readonly<Partial<Record<ProviderId, string>>>;

/** The right that a push needs. */
const RIGHT: Advice = {
  'docker-hub':
    'Push to a namespace of this account or of an organization whose team may write there, with an access token that may Read & Write.',
  gitlab:
    'The token needs write_registry beside read_registry, and the role Developer in the project that the path names.',
  quay: 'Give the robot Write on the repository, or let it create repositories in the organization (a team with the role Creator).',
  harbor: 'Give the robot "Push Repository" in the project, the first part of the path.',
  ecr: 'Allow ecr:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload and PutImage on the repository, as AmazonEC2ContainerRegistryPowerUser does.',
  'ecr-public':
    'Allow ecr-public:BatchCheckLayerAvailability, InitiateLayerUpload, UploadLayerPart, CompleteLayerUpload and PutImage, and push under the alias of your own account.',
  gar: 'Give the account the role roles/artifactregistry.writer on the repository.',
  gcr: 'Give the account the role roles/artifactregistry.createOnPushWriter in the project.',
  acr: 'Give the account the role AcrPush on the registry.',
  icr: 'Give the API key\'s owner the IAM roles Reader and Writer for Container Registry in this namespace; a namespace that is not there is denied too: "create-repository: true" makes it.',
  artifactory: 'Give the user Deploy/Cache on the repository, the first part of the path.',
};

/** What a token lacks that is good for the login alone. */
const SCOPE: Advice = {
  'docker-hub':
    'The access token may not do this: make one with Read & Write, and push to a namespace that its owner may write to.',
  gitlab: 'The token may only read: make one with write_registry beside read_registry.',
  ghcr: 'The token lacks the scope: use GITHUB_TOKEN with "permissions: packages: write", or a personal access token (classic) with write:packages.',
};

/** How a repository comes to be. */
const MISSING: Advice = {
  ecr: 'Set "create-repository: true", or create it first: ECR makes none by being pushed to.',
  'ecr-public': 'Set "create-repository: true", or create it first with the AWS console or CLI.',
  gar: 'Create the repository with "gcloud artifacts repositories create"; its name is the part behind the project.',
  gcr: 'Create a repository for it in Artifact Registry, which stands behind gcr.io now, or give the account roles/artifactregistry.createOnPushWriter.',
  harbor: 'Create the project in Harbor: it is the first part of the path.',
  icr: 'Set "create-repository: true", or create the namespace with "ibmcloud cr namespace-add".',
  quay: 'Create the organization, the first part of the path, or push under one that the robot belongs to.',
  artifactory: 'Create a Docker repository in Artifactory: it is the first part of the path.',
};
