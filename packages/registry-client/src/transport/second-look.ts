import type { IncomingMessage } from 'node:http';
import { isCertificateCode } from './certificate-reason.ts';
import type { Evidence } from './network-failure.ts';
import { shownCertificate } from './shown-certificate.ts';

/** Sends a request without anything in it that is anybody's, and reads the head of the answer. */
type Ask = <T>(url: URL, read: (answer: IncomingMessage) => T) => Promise<T>;

/**
 * Finds out more about a connection that failed: what the certificate says that was not taken, or
 * whether a server that breaks off plain HTTP speaks TLS.
 */
export async function lookAgain(networkCode: string, url: URL, ask: Ask): Promise<Evidence> {
  const mayBeTls = url.protocol === 'http:' && BREAKS_OFF.test(networkCode);
  if (!mayBeTls && !isCertificateCode(networkCode)) return {};
  const target = new URL('/v2/', url);
  target.protocol = 'https:';
  try {
    const certificate = await ask(target, shownCertificate);
    return mayBeTls ? { speaksTls: true } : { certificate };
  } catch {
    return {};
  }
}

const BREAKS_OFF = /^(?:ECONNRESET|EPIPE|HPE_\w+)$/;
