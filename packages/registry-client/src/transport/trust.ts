import { InvalidInputError } from '@berth/core';
import type { ConnectionOptions } from 'node:tls';
import type { Connection } from '../connection.ts';

/**
 * Whom a TLS connection trusts. `first` is quick to set up: the connection's own authority, else
 * what Node trusts by default. `all` adds these together with the system's, at about 30 ms; it is
 * for the server whose authority `first` does not know.
 */
export type Trust = 'first' | 'all';

export function tlsOptions(connection: Connection, trust: Trust): ConnectionOptions {
  if (connection.insecure) return { rejectUnauthorized: false };
  const { caCertificate } = connection;
  if (caCertificate !== undefined) checkCertificate(caCertificate);
  if (trust === 'first') return caCertificate === undefined ? {} : trusting([caCertificate]);
  const { getCACertificates } = process.getBuiltinModule('node:tls');
  return trusting([
    ...getCACertificates('default'),
    ...getCACertificates('system'),
    ...(caCertificate === undefined ? [] : [caCertificate]),
  ]);
}

/** Whether the server's certificate comes from an authority that is not trusted, and only that. */
export function isUnknownAuthority(networkCode: string): boolean {
  return UNKNOWN_AUTHORITY.has(networkCode);
}

const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

// As with docker, an intermediate authority may be trusted without its root.
function trusting(ca: string[]): ConnectionOptions {
  return { ca, allowPartialTrustChain: true };
}

// TLS takes text without a certificate in silence, and then trusts nobody.
function checkCertificate(pem: string): void {
  const { X509Certificate } = process.getBuiltinModule('node:crypto');
  try {
    new X509Certificate(pem);
  } catch {
    throw new InvalidInputError(
      'The CA certificate is not a certificate in PEM. It starts with "-----BEGIN CERTIFICATE-----"; give the whole text.',
    );
  }
}
