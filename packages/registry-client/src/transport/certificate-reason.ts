import type { ShownCertificate } from './shown-certificate.ts';
import { isUnknownAuthority } from './trust.ts';

/** Why a certificate was not taken, and what to do, without the full stop. */
export function certificateReason(
  code: string,
  host: string,
  shown: ShownCertificate | undefined,
): string {
  const subject = `"${host}" has a certificate`;
  switch (code) {
    case 'CERT_HAS_EXPIRED': {
      const since = shown?.validTo !== undefined && shown.validTo < Date.now();
      const when = since ? ` on ${isoTime(shown.validTo)}` : '';
      const clock = clockReason(shown);
      return `${subject} that expired${when}. ${clock ?? 'Renew it'}`;
    }
    case 'CERT_NOT_YET_VALID': {
      const from = shown?.validFrom === undefined ? '' : ` before ${isoTime(shown.validFrom)}`;
      const clock = clockReason(shown) ?? `This machine's clock says ${isoTime(Date.now())}`;
      return `${subject} that is not valid${from}. ${clock}: check both clocks`;
    }
    case 'CERT_REVOKED':
      return `${subject} that was revoked. Replace it`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `${subject} for another name${namesIn(shown)}. Use a name that the certificate holds, or add this one to it`;
    default: {
      const issuer = shown?.issuer === undefined ? '' : `, "${shown.issuer}"`;
      return `${subject} of an authority that is not trusted${issuer} (${code}). Give that authority's certificate as ca-certificate`;
    }
  }
}

export function isCertificateCode(code: string): boolean {
  return isUnknownAuthority(code) || CERTIFICATE_CODES.has(code);
}

const CERTIFICATE_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function namesIn(shown: ShownCertificate | undefined): string {
  if (!shown || shown.names.length === 0) return '';
  const names = shown.names.slice(0, MOST_NAMES).map(name => `"${name}"`);
  const more = shown.names.length > MOST_NAMES ? ' and more' : '';
  return `: it holds ${names.join(', ')}${more}`;
}

const MOST_NAMES = 5;
/** Milliseconds; what a request takes, and what clocks differ by that are kept right. */
const TOLERANCE = 60_000;

/** A certificate that is good by the server's clock is no reason to renew it. */
function clockReason(shown: ShownCertificate | undefined): string | undefined {
  const { serverTime, validFrom, validTo } = shown ?? {};
  if (serverTime === undefined || Math.abs(serverTime - Date.now()) < TOLERANCE) return undefined;
  const good = (validFrom ?? 0) <= serverTime && serverTime <= (validTo ?? Infinity);
  if (!good) return undefined;
  return `This machine's clock says ${isoTime(Date.now())} and the server's ${isoTime(serverTime)}`;
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
