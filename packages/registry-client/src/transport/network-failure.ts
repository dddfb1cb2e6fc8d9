import { RegistryRequestError, type RegistryRequestFailure } from '../registry-request-error.ts';
import { isUnknownAuthority } from './trust.ts';

/** Says what a broken connection means, by Node's code of it. */
export function networkFailure(
  networkCode: string,
  host: string,
  proxyHost?: string,
): RegistryRequestError {
  const peer = proxyHost === undefined ? `"${host}"` : `The proxy "${proxyHost}"`;
  const { reason, ...failure } = explain(networkCode, peer, host);
  return new RegistryRequestError(reason, { host, networkCode, ...failure });
}

type Explanation = Omit<RegistryRequestFailure, 'host'> & { readonly reason: string };

function explain(code: string, peer: string, host: string): Explanation {
  if (isUnknownAuthority(code)) {
    return tls(
      `"${host}" has a certificate of an authority that is not trusted (${code}). Give that authority's certificate as ca-certificate`,
    );
  }
  const certificate = CERTIFICATE[code];
  if (certificate !== undefined) return tls(`"${host}" ${certificate}`);
  if (PLAIN_HTTP.has(code)) {
    return {
      code: 'plain-http',
      reason: `"${host}" answers in plain HTTP, not TLS. Check the port, or write http:// before it together with insecure: true if the password may cross the network readable.`,
    };
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code.startsWith('CERT_')) {
    return tls(
      `"${host}" and Berth found no way to speak TLS (${code}). Check its versions and ciphers`,
    );
  }
  if (code.startsWith('HPE_')) {
    return {
      code: 'protocol',
      reason: `${peer} answers something that is not HTTP (${code}). Check the host and the port.`,
    };
  }
  return connectionFailure(code, peer);
}

const CERTIFICATE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'has a certificate that has expired. Renew it',
  CERT_NOT_YET_VALID:
    "has a certificate that is not valid yet. Check the clocks, this machine's too",
  CERT_REVOKED: 'has a certificate that was revoked. Replace it',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'has a certificate for another name. Use the name that the certificate holds, or add this one to it',
};

// What OpenSSL says of a server that answers a handshake with "HTTP/1.1 400".
const PLAIN_HTTP = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
]);

function tls(reason: string): Explanation {
  return { code: 'tls', reason: `${reason}, or set insecure to true to accept any certificate.` };
}

function connectionFailure(code: string, peer: string): Explanation {
  switch (code) {
    case 'ETIMEDOUT':
      return {
        code: 'timeout',
        transient: true,
        reason: `${peer} did not answer in time. Check the network and the proxy settings, or raise the timeout.`,
      };
    case 'ENOTFOUND':
      return {
        code: 'unreachable',
        reason: `${peer} has no address (ENOTFOUND). Check the spelling, and the DNS of this machine.`,
      };
    case 'ECONNREFUSED':
      return {
        code: 'unreachable',
        reason: `${peer} refuses connections (ECONNREFUSED). Check the host and the port, and that it runs.`,
      };
    default:
      return {
        code: 'unreachable',
        transient: TRANSIENT.has(code),
        reason: `The connection to ${peer.replace(/^The/, 'the')} broke (${code}). Check the network and the proxy settings.`,
      };
  }
}

const TRANSIENT = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'EAI_AGAIN']);
