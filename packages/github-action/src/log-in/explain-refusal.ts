import { RegistryRequestError } from '@berth/registry-client';
import { exchangedHint, loginHint } from '../hints/login-hint.ts';
import type { RegistryWithLogin } from './with-credentials.ts';

/** A login that failed: what was tried, what the registry said, and what often helps there. */
export function explainRefusal(registry: RegistryWithLogin, error: unknown): Error {
  if (!(error instanceof RegistryRequestError)) throw error;
  const { host, login } = registry;
  const message = `Cannot log in to ${host} as "${login.username}": ${error.message} ${hintFor(registry, error)}`;
  return new Error(message.trimEnd(), { cause: error });
}

function hintFor(
  { provider, credential, login }: RegistryWithLogin,
  { code }: RegistryRequestError,
): string {
  if (code !== 'unauthorized' && code !== 'denied') return '';
  if (credential) return exchangedHint(provider);
  return loginHint({ provider, username: login.username, password: login.password.reveal() });
}
