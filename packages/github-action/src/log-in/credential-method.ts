import type { Credential } from '@berth/core';

/** Which kind of login it becomes, for the log and the summary. */
export function credentialMethod({ kind }: Credential): string {
  return METHODS[kind];
}

const METHODS: Readonly<Record<Credential['kind'], string>> = {
  password: 'Password or token',
  'google-key': 'Service account key',
  'azure-service-principal': 'Service principal',
  'iam-api-key': 'IAM API key',
  'aws-keys': 'AWS keys',
  'aws-role': 'AWS role',
  'google-federation': 'Workload identity federation',
  'azure-federation': 'Entra federated credential',
  'docker-hub-connection': 'Docker Hub connection',
  'node-role': 'Role of the node',
};
