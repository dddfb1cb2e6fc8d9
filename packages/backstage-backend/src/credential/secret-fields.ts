import type { CredentialKind } from '@berth/core';

/** The fields of each kind that hold secrets, the one that cannot be missing first. */
const SECRET_FIELDS: Readonly<Record<CredentialKind, readonly string[]>> = {
  password: ['password'],
  'google-key': ['key'],
  'azure-service-principal': ['clientSecret'],
  'iam-api-key': ['apiKey'],
  'aws-keys': ['secretAccessKey', 'sessionToken'],
  'aws-role': [],
  'google-federation': [],
  'azure-federation': [],
  'docker-hub-connection': [],
  'node-role': [],
};

export function secretFieldsOf(kind: CredentialKind): readonly string[] {
  return SECRET_FIELDS[kind];
}

/** A kind without a secret goes wherever a registry sends it: there is nothing to lose. */
export function hasSecret(kind: CredentialKind): boolean {
  return SECRET_FIELDS[kind].length > 0;
}
