import type { Greeting } from '../greeter.ts';
import { RegistryRequestError } from '../registry-request-error.ts';
import type { Registry } from '../registry.ts';

/** @throws RegistryRequestError for an answer to a stranger that no registry gives. */
export function checkGreeting(
  { host, authenticator }: Registry,
  { origin, status, foreign }: Greeting,
): void {
  if (status === 200 && foreign === undefined) return;
  if (status === 401 && authenticator.scheme !== 'none') return;
  if (status === 403) {
    throw new RegistryRequestError(
      `"${host}" denies access before any login (403). Check whether it allows the address of this machine.`,
      { code: 'denied', host, status },
    );
  }
  // What Go and nginx say to a request in plain HTTP at a port for TLS.
  if (status === 400 && origin.protocol === 'http:') {
    throw new RegistryRequestError(
      `"${host}" answers 400 to plain HTTP, as servers do that speak TLS. Write https:// or no scheme before it, or check the port.`,
      { code: 'tls', host, status },
    );
  }
  const offers = status === 401 ? ' and no way to log in that Berth knows' : '';
  throw noRegistry(host, status, foreign === undefined ? offers : ` and ${foreign}`);
}

export function noRegistry(host: string, status: number, what: string): RegistryRequestError {
  return new RegistryRequestError(
    `"${host}" answers ${status}${what} where a registry has its API (/v2/). Check the host and the port.`,
    { code: 'protocol', host, status },
  );
}
