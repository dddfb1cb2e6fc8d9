import {
  checkCredentialHost,
  findProvider,
  InvalidInputError,
  providerFor,
  type Credential,
  type ProviderId,
} from '@berth/core';
import { maskSecret } from '../log-in/mask.ts';
import { ecrRegion } from './aws-account.ts';
import { parseCredentialInput, type CredentialValue } from './credential-input.ts';
import type { KeylessTexts } from './input-names.ts';
import { servingKeyless } from './keyless-input.ts';
import type { RegistryTexts } from './registry-input.ts';

/**
 * The credential that must be traded for a login: a keyless one, or keys of AWS. Absent where the
 * inputs are a login themselves, or nothing.
 *
 * @throws InvalidInputError that names the input; none quotes a secret.
 */
export function exchangedCredential(
  texts: RegistryTexts,
  { host, provider }: { readonly host: string; readonly provider: ProviderId },
): Credential | undefined {
  const keyless = servingKeyless(texts.keyless, provider);
  checkRegion(host, keyless['aws-region'], texts.field);
  const value = keylessValue(keyless, provider, texts.username);
  if (value !== undefined && texts.password !== '') throw bothGiven(host, keyless, texts.field);
  const fields = value ?? (isAtAws(host) ? awsKeys(texts) : undefined);
  if (fields === undefined) return undefined;
  const credential = parseCredentialInput(fields, texts.field);
  checkCredentialHost(credential, host);
  return credential;
}

function keylessValue(
  keyless: KeylessTexts,
  provider: ProviderId,
  username: string,
): CredentialValue | undefined {
  const kind = providerFor(provider).keyless;
  if (kind === 'aws-role' && keyless['role-to-assume']) {
    return { kind, roleArn: keyless['role-to-assume'], region: keyless['aws-region'] };
  }
  if (kind === 'google-federation' && keyless['workload-identity-provider']) {
    const workloadIdentityProvider = keyless['workload-identity-provider'];
    const serviceAccount = keyless['service-account'];
    return { kind, workloadIdentityProvider, serviceAccount };
  }
  if (kind === 'azure-federation' && keyless['client-id']) {
    return { kind, clientId: keyless['client-id'], tenantId: keyless['tenant-id'] };
  }
  if (kind === 'docker-hub-connection' && keyless['connection-id']) {
    const organization = username || undefined;
    return { kind, connectionId: keyless['connection-id'], organization };
  }
  return undefined;
}

/** As a login (`AKIA…` and its secret), else what configure-aws-credentials leaves. */
function awsKeys(texts: RegistryTexts): CredentialValue | undefined {
  const kind = 'aws-keys';
  const variable = (name: string) => process.env[name]?.trim() || undefined;
  const sessionToken = variable('AWS_SESSION_TOKEN');
  if (sessionToken !== undefined) maskSecret(sessionToken);
  if (texts.password !== '') {
    if (!isAccessKeyId(texts.username)) return undefined;
    const keys = { kind, accessKeyId: texts.username, secretAccessKey: texts.password };
    // The token belongs to temporary keys; with lasting ones it is that of somebody else.
    return texts.username.startsWith('ASIA') ? { ...keys, sessionToken } : keys;
  }
  const accessKeyId = variable('AWS_ACCESS_KEY_ID');
  const secretAccessKey = variable('AWS_SECRET_ACCESS_KEY');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  maskSecret(secretAccessKey);
  return { kind, accessKeyId, secretAccessKey, sessionToken };
}

/** By the host: keys that nobody gave for this registry go nowhere else. */
function isAtAws(host: string): boolean {
  const provider = findProvider(host);
  return provider === 'ecr' || provider === 'ecr-public';
}

/** Whether a user name is the ID of an access key: docker/login-action takes keys as a login. */
function isAccessKeyId(username: string): boolean {
  return /^A[KS]IA[A-Z0-9]{12,}$/.test(username);
}

function checkRegion(host: string, given: string | undefined, field: string): void {
  const own = ecrRegion(host);
  if (given === undefined || own === undefined || given === own) return;
  throw new InvalidInputError(
    `The registry "${host}" is in the region "${own}", and aws-region is "${given}". Leave aws-region out: the host tells it.`,
    { field: field === 'registry' ? 'aws-region' : `${field}.aws-region` },
  );
}

function bothGiven(host: string, keyless: KeylessTexts, field: string): InvalidInputError {
  const names = Object.keys(keyless).join(' and ');
  return new InvalidInputError(
    `The registry "${host}" gets both a password and ${names}. Leave one of them out; where they are for different registries, give each its entry in registry-auth.`,
    { field },
  );
}
