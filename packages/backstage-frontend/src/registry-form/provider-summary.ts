import type { ProviderId } from '@berth/core';

/** When to choose a provider, in one line. */
export const providerSummaries: Readonly<Record<ProviderId, string>> = {
  'docker-hub': 'Images named docker.io/…, or without any host',
  ghcr: 'Images named ghcr.io/…',
  gitlab: 'The registry of gitlab.com, or of a GitLab of your own',
  quay: 'Images named quay.io/…, or a Quay of your own',
  harbor: 'A Harbor of your own',
  ecr: 'Private images in an AWS account',
  'ecr-public': 'Images named public.ecr.aws/…',
  gar: 'Images named …-docker.pkg.dev/…',
  gcr: 'Images that are still named gcr.io/…',
  acr: 'Images named ….azurecr.io/…',
  icr: 'Images named icr.io/…, of IBM Cloud',
  artifactory: 'A JFrog Artifactory, in the cloud or of your own',
  generic: 'Whatever works with docker login',
};
