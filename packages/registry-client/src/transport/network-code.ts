import { RegistryRequestError } from '../registry-request-error.ts';
import type { Evidence } from './network-failure.ts';

/** What a broken connection means; anything that is none is handed back as it is. */
export async function explained(
  error: unknown,
  host: string,
  evidence?: Evidence,
): Promise<unknown> {
  const networkCode = networkCodeOf(error);
  if (networkCode === undefined) return error;
  // Loaded by the failure only.
  const { networkFailure } = await import('./network-failure.ts');
  return networkFailure(networkCode, host, evidence);
}

/** Node's code of a connection error; `undefined` for any other error. */
export function networkCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error instanceof RegistryRequestError) return undefined;
  if (error.name === 'AbortError' || !('code' in error)) return undefined;
  if (typeof error.code !== 'string') return undefined;
  return error.code === 'EPROTO' ? openSslCode(error.message) : error.code;
}

// EPROTO stands for all that OpenSSL dislikes; a handshake that is refused must not look like plain HTTP.
function openSslCode(message: string): string {
  const reason = /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
  return `ERR_SSL_${(reason ?? 'protocol').toUpperCase().replace(/\W+/g, '_')}`;
}
