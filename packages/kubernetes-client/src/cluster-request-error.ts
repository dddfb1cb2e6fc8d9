/**
 * Why a cluster did not do what was asked.
 *
 * `unauthorized`: it does not know the login. `forbidden`: it knows it, and the login may not do
 * this. `conflict`: somebody else manages what would be changed. `refused`: any other 4xx.
 * `protocol`: what answers is no Kubernetes API.
 */
export type ClusterRequestErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'refused'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'proxy'
  | 'protocol';

/**
 * A cluster said no, or cannot be asked. The message names the cluster or the object, what happened,
 * and the next step. It never holds a secret, nor free text of the server.
 */
export class ClusterRequestError extends Error {
  override readonly name = 'ClusterRequestError';
  readonly code: ClusterRequestErrorCode;
  readonly status?: number;

  constructor(
    message: string,
    failure: { readonly code: ClusterRequestErrorCode; readonly status?: number },
  ) {
    super(message);
    this.code = failure.code;
    if (failure.status !== undefined) this.status = failure.status;
  }
}
