import { ClusterRequestError } from './cluster-request-error.ts';
import { errorCode } from './error-code.ts';

/** Says in one line why no answer came. Node's own messages are not told: they may hold anything. */
export function connectionFailure(origin: string, error: unknown): ClusterRequestError {
  const code = errorCode(error);
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') {
    return new ClusterRequestError(
      `The cluster at "${origin}" did not answer in time. Check that this runner may reach it, or give a longer timeout.`,
      { code: 'timeout' },
    );
  }
  const proxyStatus = error instanceof Error && /^Bad response: (\d{3})$/.exec(error.message)?.[1];
  if (proxyStatus) {
    return new ClusterRequestError(
      `The proxy before the cluster at "${origin}" answered ${proxyStatus}. ${proxyStatus === '407' ? 'Put user and password into its address' : 'Let it pass this host, or name the host in NO_PROXY'}.`,
      { code: 'proxy' },
    );
  }
  const sentence = TLS_FAILURES.find(([pattern]) => pattern.test(code))?.[1];
  if (sentence) {
    const message = `The cluster at "${origin}" ${sentence} (${code}).`;
    return new ClusterRequestError(message, { code: 'tls' });
  }
  return new ClusterRequestError(
    `The cluster at "${origin}" cannot be reached (${code || 'the connection broke off'}). Check the server in the kubeconfig, and that this runner may reach it.`,
    { code: 'unreachable' },
  );
}

const TLS_FAILURES: readonly (readonly [RegExp, string])[] = [
  [
    /^CERT_HAS_EXPIRED$|^CERT_NOT_YET_VALID$/,
    'has a certificate that is not valid today: renew it',
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'has a certificate for another name: correct the server, or give tls-server-name in the kubeconfig',
  ],
  [
    /SELF_SIGNED|^UNABLE_TO_|^CERT_|^INVALID_CA$/,
    'has a certificate (x509) of an authority that the kubeconfig does not name: give certificate-authority-data',
  ],
  [
    /^EPROTO$|^ERR_SSL_/,
    'breaks off TLS: check the scheme and port of the server, and the client certificate',
  ],
  [/^ERR_OSSL_/, 'cannot be asked, since a certificate or key in the kubeconfig is damaged'],
];
