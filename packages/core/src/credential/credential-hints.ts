import type { Credential, PasswordCredential } from './credential.ts';
import { findProvider } from '../provider/find-provider.ts';
import { providerGuidance } from '../provider/provider-guidance.ts';
import { canonicalHost, DOCKER_HUB } from '../provider/registry-host.ts';
import { UUID } from './text-format.ts';
import { tokenExpiry, tokenShape } from './token-shape.ts';

/**
 * What looks wrong or could be better about a credential, as sentences for its owner. Hints only:
 * nothing here is refused, and none of them holds a secret.
 */
export function credentialHints(credential: Credential, server?: string): readonly string[] {
  switch (credential.kind) {
    case 'password':
      return [...tokenHints(credential, server), ...usernameHints(credential, server)];
    case 'azure-service-principal':
      return UUID.pattern.test(credential.clientId)
        ? []
        : ['The client ID is usually a UUID: the application (client) ID, not the name.'];
    case 'aws-keys':
      return credential.sessionToken === undefined
        ? []
        : ['These are temporary keys, which end within hours.'];
    case 'google-key':
    case 'iam-api-key':
    case 'aws-role':
    case 'google-federation':
    case 'azure-federation':
    case 'docker-hub-connection':
    case 'node-role':
      return [];
  }
}

function tokenHints(credential: PasswordCredential, server: string | undefined): string[] {
  const token = credential.password.reveal();
  const host = server === undefined ? undefined : canonicalHost(server);
  const shape = tokenShape(token);
  const expiry = tokenExpiry(token);
  const hints: string[] = [];
  if (shape?.hint !== undefined) hints.push(`This is ${shape.title}. ${shape.hint}`);
  if (shape?.host !== undefined && host !== undefined && shape.host !== host) {
    hints.push(`This looks like ${shape.title}, which belongs to ${shape.host}, not to ${host}.`);
  }
  if (expiry !== undefined) hints.push(`The token ends at ${expiry}.`);
  if (/^A[KS]IA[A-Z0-9]{12,124}$/.test(credential.username ?? '')) {
    hints.push('These look like access keys of AWS, which no registry takes: store them as such.');
  }
  if (credential.username === 'AWS') {
    hints.push('A token of ECR lasts 12 hours: store access keys or a role to get new ones.');
  }
  if (host === DOCKER_HUB && shape === undefined && expiry === undefined) {
    hints.push('An access token is better than a password: it can be revoked by itself.');
  }
  return hints;
}

function usernameHints(credential: PasswordCredential, server: string | undefined): string[] {
  if (server === undefined || credential.username?.includes('@') !== true) return [];
  const provider = findProvider(server);
  if (!['docker-hub', 'ghcr', 'gitlab', 'quay'].includes(provider)) return [];
  const expected = providerGuidance[provider].labels.username;
  return [`The user name is a mail address. Expected here: ${expected}.`];
}
