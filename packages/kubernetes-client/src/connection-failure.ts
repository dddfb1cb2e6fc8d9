import { ClusterRequestError } from './cluster-request-error.ts';
import { errorCode } from './error-code.ts';

/** Says in one line why no answer came. Node's own messages are not told: they may hold anything. */
export function connectionFailure(origin: string, error: unknown): ClusterRequestError {
  const code = errorCode(error);
  const cluster = `The cluster at "${origin}"`;
  if (isTimeout(error)) {
    return new ClusterRequestError(
      `${cluster} did not answer in time. Check that this runner may reach it, or give a longer timeout.`,
      { code: 'timeout' },
    );
  }
  if (code === 'ERR_INVALID_CHAR') {
    return new ClusterRequestError(
      `The login of the kubeconfig cannot be sent to the cluster at "${origin}": its token or password holds a line break or another character that no header may hold. Write it anew without.`,
      { code: 'unauthorized' },
    );
  }
  const sentence = TLS_FAILURES.find(([pattern]) => pattern.test(code))?.[1];
  if (sentence)
    return new ClusterRequestError(`${cluster} ${sentence} (${code}).`, { code: 'tls' });
  const refusal = proxyRefusal(origin, error);
  if (refusal) return refusal;
  return new ClusterRequestError(
    `${cluster} cannot be reached (${code || 'the connection broke off'}). Check the server in the kubeconfig, and that this runner may reach it.`,
    { code: 'unreachable' },
  );
}

function isTimeout(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return name === 'TimeoutError' || name === 'AbortError' || errorCode(error) === 'ETIMEDOUT';
}

function proxyRefusal(origin: string, error: unknown): ClusterRequestError | undefined {
  const status = error instanceof Error && /^Bad response: (\d{3})$/.exec(error.message)?.[1];
  if (!status) return undefined;
  const nextStep =
    status === '407'
      ? 'Put user and password into its address'
      : 'Let it pass this host, or name the host in NO_PROXY';
  return new ClusterRequestError(
    `The proxy before the cluster at "${origin}" answered ${status}. ${nextStep}.`,
    { code: 'proxy' },
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
