import type { CredentialKind } from './credential.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { closestWord } from '../spelling.ts';

/** The fields that structured input may have, by kind. */
export const fieldsOfKind: Readonly<Record<CredentialKind, readonly string[]>> = {
  password: ['kind', 'username', 'password', 'email', 'hosts'],
  'google-key': ['kind', 'key', 'email', 'hosts'],
  'azure-service-principal': ['kind', 'clientId', 'clientSecret', 'tenantId', 'email', 'hosts'],
  'iam-api-key': ['kind', 'apiKey', 'email', 'hosts'],
  'aws-keys': [
    'kind',
    'accessKeyId',
    'secretAccessKey',
    'sessionToken',
    'region',
    'email',
    'hosts',
  ],
  'aws-role': ['kind', 'roleArn', 'region'],
  'google-federation': ['kind', 'workloadIdentityProvider', 'serviceAccount'],
  'azure-federation': ['kind', 'clientId', 'tenantId'],
  'docker-hub-connection': ['kind', 'connectionId', 'organization'],
  'node-role': ['kind'],
};

/** @throws InvalidInputError with the kind that was probably meant. */
export function parseKind(kind: string): CredentialKind {
  if (isKind(kind)) return kind;
  const meant = closestWord(kind, Object.keys(fieldsOfKind));
  throw new InvalidInputError(
    `Invalid credential: "kind" is none of ${Object.keys(fieldsOfKind).join(', ')}. ` +
      (meant === undefined ? 'Use one of these.' : `Did you mean "${meant}"?`),
    { field: 'kind' },
  );
}

function isKind(kind: string): kind is CredentialKind {
  return Object.hasOwn(fieldsOfKind, kind);
}
