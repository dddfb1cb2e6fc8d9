import type { ProviderId } from '@berth/core';
import { githubTokenHint } from './github-token.ts';

/** What is known of a login that was refused. */
export interface RefusedLogin {
  readonly provider: ProviderId;
  readonly username: string;
  /** Looked at for its kind only; never shown. */
  readonly password: string;
}

/** What often is the reason where a provider refuses a login, as a sentence; empty for none. */
export function loginHint(login: RefusedLogin): string {
  if (login.username.includes('@')) {
    const mail = MAIL[login.provider] ?? '';
    if (mail !== '') return mail;
  }
  if (login.provider === 'ghcr') return githubTokenHint(login.password, 'packages: read');
  return USUAL[login.provider] ?? '';
}

/** The same for a login that was traded a moment ago: it is neither mistyped nor old. */
export function exchangedHint(provider: ProviderId): string {
  const right = RIGHT[provider];
  return right === undefined
    ? ''
    : `This login was made a moment ago, so a right is missing: ${right}`;
}

const RIGHT: Readonly<Partial<Record<ProviderId, string>>> = {
  'docker-hub': 'check what the connection of the organization lets this workflow do.',
  ecr: "give the role or the keys' owner the rights of AmazonEC2ContainerRegistryReadOnly; the registry of another account must let it in, too.",
  'ecr-public':
    "give the role or the keys' owner the rights of AmazonElasticContainerRegistryPublicReadOnly.",
  gar: 'give the account roles/artifactregistry.reader, or roles/artifactregistry.writer to push.',
  gcr: 'give the account roles/artifactregistry.reader, or roles/artifactregistry.writer to push.',
  acr: 'give the application AcrPull on the registry, or AcrPush to push.',
};

/** Where a mail address is never the user name. */
const MAIL: Readonly<Partial<Record<ProviderId, string>>> = {
  'docker-hub': 'Docker Hub wants the Docker ID as user name, not an e-mail address.',
  ghcr: 'GitHub wants the name of the account as user name, such as ${{ github.actor }}, not an e-mail address.',
  gitlab: 'GitLab wants the user name, or the name of the deploy token, not an e-mail address.',
  quay: 'Quay wants the user name, or organization+robot, not an e-mail address.',
};

const USUAL: Readonly<Partial<Record<ProviderId, string>>> = {
  'docker-hub':
    'Where the account has two-factor authentication or single sign-on, give an access token as password.',
  gitlab:
    'GitLab wants a deploy token or an access token with read_registry, and write_registry to push; inside its own jobs it is CI_JOB_TOKEN.',
  quay: 'Quay wants the token of a robot account, and its name as organization+robot.',
  harbor:
    'Harbor wants the whole name of a robot, robot$project+name, or the CLI secret of somebody who signs in with OIDC.',
  ecr: 'A token of ECR lasts 12 hours: get a new one in this job.',
  'ecr-public':
    'A token of ECR lasts 12 hours, and is got in us-east-1: get a new one in this job.',
  gar: 'Google wants _json_key with the key of a service account, or oauth2accesstoken with a token that lasts an hour.',
  gcr: 'Google wants _json_key with the key of a service account, or oauth2accesstoken with a token that lasts an hour.',
  acr: 'Azure wants the ID and secret of a service principal that has not ended, or a token, which lasts 3 hours.',
  icr: 'IBM Cloud wants an API key as password; the user name is iamapikey.',
};
