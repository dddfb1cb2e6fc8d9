import { InvalidInputError, parseCredential, type Credential } from '@berth/core';

/** The fields of a credential, as `parseCredential` names them. */
export type CredentialValue = Readonly<Record<string, string | undefined>>;

/**
 * Parses a credential and calls its fields what the inputs call them.
 *
 * @throws InvalidInputError without a value: it may be a secret that stands in the wrong input.
 */
export function parseCredentialInput(value: CredentialValue, field: string): Credential {
  try {
    return parseCredential(value);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const input = INPUTS[error.field ?? ''] ?? 'credential';
    const place = field === 'registry' ? input : `${field}.${input}`;
    const reason = error.message.replace(/^Invalid credential: (?:"\w+" )?/, '');
    throw new InvalidInputError(`Invalid ${place}: it ${reason}`, { field: place, cause: error });
  }
}

const INPUTS: Readonly<Record<string, string>> = {
  roleArn: 'role-to-assume',
  region: 'aws-region',
  workloadIdentityProvider: 'workload-identity-provider',
  serviceAccount: 'service-account',
  clientId: 'client-id',
  tenantId: 'tenant-id',
  connectionId: 'connection-id',
  organization: 'username',
  accessKeyId: 'AWS_ACCESS_KEY_ID',
  secretAccessKey: 'AWS_SECRET_ACCESS_KEY',
  sessionToken: 'AWS_SESSION_TOKEN',
};
