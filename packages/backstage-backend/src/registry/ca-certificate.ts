import { createHash, X509Certificate } from 'node:crypto';
import { InvalidInputError } from '@berth/core';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

/**
 * The certificates of a PEM file, one after the other, without what stands between them.
 *
 * @throws InvalidInputError for a private key, which belongs to nobody but its server, and for what
 * is no certificate; the text is never repeated.
 */
export function parseCaCertificate(pem: string): string {
  const blocks = [...pem.replaceAll('\r\n', '\n').matchAll(BLOCK)];
  if (/PRIVATE KEY/.test(pem)) {
    throw invalid('holds a private key', 'Give the certificate only, and replace that key');
  }
  const certificates = blocks.filter(([, type]) => type === 'CERTIFICATE').map(([text]) => text);
  if (certificates.length === 0 || certificates.length !== blocks.length) {
    throw invalid('is no certificate in PEM', 'Give the text from BEGIN to END CERTIFICATE');
  }
  for (const [index, certificate] of certificates.entries()) check(certificate, index);
  return `${certificates.join('\n')}\n`;
}

/** The blocks of a file that `parseCaCertificate` has read. */
export function certificatesIn(pem: string): readonly string[] {
  return [...pem.matchAll(BLOCK)].map(([text]) => text);
}

/** Says whether two files trust the same: the order of their certificates does not count. */
export function caFingerprint(pem: string): string {
  const certificates = certificatesIn(pem).map(text => new X509Certificate(text));
  const prints = certificates.map(({ fingerprint256 }) => fingerprint256).sort();
  return createHash('sha256').update(prints.join()).digest('hex');
}

function check(certificate: string, index: number): void {
  try {
    new X509Certificate(certificate);
  } catch {
    throw invalid(`cannot be read at certificate ${index + 1}`, 'Copy the whole file again');
  }
}

function invalid(reason: string, nextStep: string): InvalidInputError {
  return new InvalidInputError(`"caCertificate" ${reason}. ${nextStep}.`, {
    field: 'caCertificate',
  });
}
