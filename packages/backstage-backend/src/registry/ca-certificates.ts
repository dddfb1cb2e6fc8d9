import { X509Certificate } from 'node:crypto';
import type { CaCertificate } from '@berth/backstage-plugin-berth-common';
import { InvalidInputError } from '@berth/core';
import { certificatesIn } from './ca-certificate.ts';

/** What people want to know of the certificates in a PEM file. */
export function caCertificatesIn(pem: string): CaCertificate[] {
  return certificatesIn(pem).map(text => {
    const { subject, issuer, validFrom, validTo, fingerprint256 } = new X509Certificate(text);
    return {
      subject: oneLine(subject),
      issuer: oneLine(issuer),
      validFrom: new Date(validFrom).toISOString(),
      validTo: new Date(validTo).toISOString(),
      fingerprint: fingerprint256,
    };
  });
}

/**
 * Refuses a new file without any certificate that can still be trusted. One that has ended since it
 * was entered stays: everything else about its registry can be changed.
 *
 * @throws InvalidInputError with the certificates that have ended.
 */
export function checkNotEnded(
  pem: string | undefined,
  stored: string | undefined,
  now: number,
): void {
  if (pem === undefined || pem === stored) return;
  const certificates = caCertificatesIn(pem);
  if (certificates.some(({ validTo }) => Date.parse(validTo) > now)) return;
  const ended = certificates.map(({ subject, validTo }) => `"${subject}" at ${validTo}`);
  throw new InvalidInputError(
    `"caCertificate" has ended: ${ended.join(', ')}. Ask whoever runs the registry for the new one.`,
    { field: 'caCertificate' },
  );
}

function oneLine(name: string): string {
  return name.split('\n').join(', ');
}
