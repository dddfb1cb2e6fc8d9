import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import { Secret } from '@berth/core';
import type { KubeConfig, User } from '@kubernetes/client-node';
import { authenticationFailure } from './kubeconfig/authentication-failure.ts';
import { isLoopback } from './kubeconfig/loopback.ts';
import { readKubeconfig } from './kubeconfig/read-kubeconfig.ts';
import type { Environment } from './kubeconfig/kubeconfig-source.ts';
import { send, type ClusterAnswer, type ClusterRequest } from './cluster-request.ts';
import { withRetries } from './retry.ts';

export interface ClusterOptions {
  /** The text of a kubeconfig, also in base64, or the path of a file; else as kubectl finds one. */
  readonly kubeconfig?: string;
  /** `process.env` of the program. */
  readonly environment: Environment;
  /** The proxy for a server where the kubeconfig names none, as `http://user:password@host:port`. */
  readonly proxyFor?: (server: URL) => string | undefined;
  /** How often a request is tried again after what may pass by itself; 3 unless given. */
  readonly retries?: number;
  /** Seconds that a request may take; 60 unless given. */
  readonly timeout?: number;
}

/** A cluster, and the login that the kubeconfig has for it. */
export interface Cluster {
  /** Its address, without what is secret. */
  readonly server: string;
  /** What the kubeconfig holds that no log may show. */
  readonly secrets: readonly Secret[];
  /** @throws ClusterRequestError where there is no answer of a Kubernetes API, also not a refusal. */
  request(request: ClusterRequest): Promise<ClusterAnswer>;
}

/**
 * Opens the cluster of a kubeconfig's current context. Nothing is sent yet. Its `exec` command, if
 * it has one, runs with the first request: give nobody's kubeconfig but your own.
 *
 * Of client-node only `KubeConfig` is used, for certificates, tokens, `exec` and OIDC. Its generated
 * clients with their HTTP library would be nine times as much code for three calls.
 *
 * @throws InvalidInputError for a kubeconfig that leads nowhere.
 */
export function openCluster(options: ClusterOptions): Cluster {
  const { retries = 3, timeout = 60 } = options;
  const config = readKubeconfig(options.kubeconfig, options.environment);
  adjust(config, options.proxyFor);
  const server = config.getCurrentCluster()?.server ?? '';
  const authenticate = shared(() => authenticated(config));
  return {
    server: new URL(server).origin,
    secrets: secretsOf(config),
    async request(request) {
      const connection = await authenticate();
      return withRetries(retries, () => send(request, { server, connection, timeout }));
    },
  };
}

/** What client-node does not do by itself: the environment's proxy, and `kubectl proxy` on loopback. */
function adjust(config: KubeConfig, proxyFor: ClusterOptions['proxyFor']): void {
  config.clusters = config.clusters.map(cluster => {
    if (cluster !== config.getCurrentCluster()) return cluster;
    const url = new URL(cluster.server);
    const proxyUrl = cluster.proxyUrl ?? proxyFor?.(url);
    const plain = url.protocol === 'http:' && isLoopback(url.hostname);
    return { ...cluster, ...(proxyUrl && { proxyUrl }), ...(plain && { skipTLSVerify: true }) };
  });
}

/** Those who ask while one is at it get what that one gets: an `exec` command may take seconds. */
function shared<T>(make: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => (underWay ??= make().finally(() => (underWay = undefined)));
}

async function authenticated(config: KubeConfig): Promise<RequestOptions> {
  const connection: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(connection);
  } catch (error) {
    throw authenticationFailure(config.getCurrentUser(), error);
  }
  return { ...connection, headers: withoutLastLineBreak(connection.headers) };
}

/** Editors and "echo" end a file of a token with one, and kubectl leaves it out. */
function withoutLastLineBreak(headers: RequestOptions['headers']): OutgoingHttpHeaders {
  const entries = Object.entries({ ...headers });
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value.trimEnd() : value]),
  );
}

function secretsOf(config: KubeConfig): Secret[] {
  const texts = [
    ...config.getUsers().flatMap(secretsOfUser),
    ...config.getClusters().map(({ proxyUrl }) => passwordIn(proxyUrl)),
  ];
  return texts.flatMap(text => (typeof text === 'string' && text ? [new Secret(text)] : []));
}

function secretsOfUser({ token, password, keyData, authProvider }: User): unknown[] {
  const { config = {} } = (authProvider ?? {}) as { config?: Readonly<Record<string, unknown>> };
  const names = ['client-secret', 'id-token', 'refresh-token', 'access-token'];
  return [token, password, keyData, ...names.map(name => config[name])];
}

function passwordIn(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { password } = new URL(address);
  // People also paste passwords with a bare "%" in them.
  return /%(?![\da-f]{2})/i.test(password) ? password : decodeURIComponent(password);
}
