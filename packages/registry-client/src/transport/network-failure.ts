import { closestWord, findProvider, providers } from '@berth/core';
import { RegistryRequestError, type RegistryRequestFailure } from '../registry-request-error.ts';
import { certificateReason, isCertificateCode } from './certificate-reason.ts';
import type { ShownCertificate } from './shown-certificate.ts';

/** What was found out about a connection that failed. */
export interface Evidence {
  /** The proxy's host, where it is the proxy that could not be reached. */
  readonly proxyHost?: string | undefined;
  /** What the server shows to those who do not check it. */
  readonly certificate?: ShownCertificate | undefined;
  /** Whether the server speaks TLS where plain HTTP was asked for. */
  readonly speaksTls?: boolean | undefined;
}

/** One line for each way in which a connection fails: what happened, and what to do. */
export function networkFailure(
  networkCode: string,
  host: string,
  { proxyHost, certificate, speaksTls }: Evidence = {},
): RegistryRequestError {
  const { reason, ...failure } = speaksTls
    ? tls(`"${host}" speaks TLS, and its address begins with http://. Write https:// or no scheme`)
    : isCertificateCode(networkCode)
      ? tls(certificateReason(networkCode, host, certificate), ANY_CERTIFICATE)
      : proxyHost === undefined
        ? explain(networkCode, host)
        : explainProxy(networkCode, proxyHost, host);
  return new RegistryRequestError(reason, { host, networkCode, ...failure });
}

type Explanation = Omit<RegistryRequestFailure, 'host'> & { readonly reason: string };

const ANY_CERTIFICATE = ', or set insecure to true to accept any certificate';

function tls(reason: string, otherwise = ''): Explanation {
  return { code: 'tls', reason: `${reason}${otherwise}.` };
}

function explain(code: string, host: string): Explanation {
  if (PLAIN_HTTP.has(code)) {
    return {
      code: 'plain-http',
      reason: `"${host}" answers in plain HTTP, not TLS. Check the port, or write http:// before it together with insecure: true if the password may cross the network readable.`,
    };
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code.startsWith('CERT_')) {
    return tls(
      `"${host}" and Berth found no way to speak TLS (${code}). Check its versions and ciphers`,
      ANY_CERTIFICATE,
    );
  }
  if (code.startsWith('HPE_')) {
    return {
      code: 'protocol',
      reason: `"${host}" answers something that is not HTTP (${code}). Check the host and the port.`,
    };
  }
  return connectionFailure(code, host);
}

// What OpenSSL says of a server that answers a handshake with "HTTP/1.1 400".
const PLAIN_HTTP = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
]);

function connectionFailure(code: string, host: string): Explanation {
  switch (code) {
    case 'ETIMEDOUT':
      return {
        code: 'timeout',
        transient: true,
        reason: `"${host}" did not answer in time. Check the network and the proxy settings, or raise the timeout.`,
      };
    case 'ENOTFOUND':
      return {
        code: 'unreachable',
        reason: `"${host}" has no address (ENOTFOUND). ${meantHost(host)}Check the spelling, and the DNS of this machine.`,
      };
    case 'EAI_AGAIN':
      return {
        code: 'unreachable',
        transient: true,
        reason: `"${host}" could not be looked up, since the DNS of this machine does not answer (EAI_AGAIN). Check the machine's network and resolver; where only a proxy reaches the internet, set HTTPS_PROXY.`,
      };
    case 'ECONNREFUSED':
      return {
        code: 'unreachable',
        reason: `"${host}" refuses connections (ECONNREFUSED). Check the host and the port, and that it runs.`,
      };
    default:
      return {
        code: 'unreachable',
        transient: TRANSIENT.has(code),
        reason: `The connection to "${host}" broke (${code}). Check the network and the proxy settings.`,
      };
  }
}

const TRANSIENT = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'EAI_AGAIN']);

/** The proxy is the one that fails: the registry has not been asked. */
function explainProxy(code: string, proxyHost: string, host: string): Explanation {
  const happened = PROXY_FAILURES[code] ?? `broke off (${code})`;
  return {
    code: code === 'ETIMEDOUT' ? 'timeout' : 'unreachable',
    transient: code === 'ETIMEDOUT' || TRANSIENT.has(code),
    reason: `The proxy "${proxyHost}" ${happened}. Check its address in HTTPS_PROXY or HTTP_PROXY and that it runs, or add "${host.replace(/:\d+$/, '')}" to NO_PROXY.`,
  };
}

const PROXY_FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections (ECONNREFUSED)',
  ENOTFOUND: 'has no address (ENOTFOUND)',
  EAI_AGAIN: 'could not be looked up (EAI_AGAIN)',
  ETIMEDOUT: 'did not answer in time',
};

/** Two letters that changed places are the usual reason for a name that nobody has. */
function meantHost(host: string): string {
  // The name of a provider is right; it is the machine that cannot look it up.
  if (findProvider(host) !== 'generic') return '';
  const known = providers.flatMap(({ defaultServer }) => defaultServer ?? []);
  const meant = closestWord(host.replace(/:\d+$/, ''), known);
  return meant === undefined ? '' : `Did you mean "${meant}"? `;
}
