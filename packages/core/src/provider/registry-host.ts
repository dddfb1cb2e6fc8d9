/** What image references call Docker Hub. */
export const DOCKER_HUB = 'docker.io';

/** Its older name, which references and the kubelet still know. */
export const DOCKER_HUB_INDEX = 'index.docker.io';

/** The only key under which every client finds the login of Docker Hub. */
const DOCKER_HUB_KEY = 'https://index.docker.io/v1/';

const DOCKER_HUB_ALIASES = new Set([DOCKER_HUB, DOCKER_HUB_INDEX, 'registry-1.docker.io']);

const SCHEME = /^(https?|oci|docker):\/\//i;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

/**
 * Reduces a server address to the host it names, so that two spellings of one registry compare
 * equal: whitespace around it, scheme, user name, path and upper case go, Docker Hub is
 * `docker.io`. It never throws; `parseServer` is the strict sibling.
 *
 * A port stays, since clients keep `ghcr.io` and `ghcr.io:443` apart, unless the scheme makes it
 * the default one: `https://ghcr.io:443` is `ghcr.io`. It stays even then where a host without it
 * would not be read as a host: `https://registry:443`, `https://[::1]:443`.
 */
export function canonicalHost(server: string): string {
  const { scheme, authority } = splitServer(server);
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const bare = withoutDefaultPort(host, scheme);
  return DOCKER_HUB_ALIASES.has(bare) ? DOCKER_HUB : bare;
}

/**
 * The key under which a Docker config holds the login for this server:
 * `https://index.docker.io/v1/` for Docker Hub, else the host in lower case.
 *
 * Docker, podman, oras, go-containerregistry and the kubelet all find these two forms; of other
 * forms at least one of them finds none.
 */
export function dockerConfigKey(server: string): string {
  const host = canonicalHost(server);
  return host === DOCKER_HUB ? DOCKER_HUB_KEY : host;
}

/** Cuts `scheme://authority/path` into its parts; nothing is checked. */
export function splitServer(server: string): {
  readonly scheme: string | undefined;
  readonly authority: string;
  readonly path: string;
} {
  const text = server.trim();
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  const rest = scheme === undefined ? text : text.slice(scheme.length + '://'.length);
  const end = rest.search(/[/?#]/);
  if (end === -1) return { scheme, authority: rest, path: '' };
  return { scheme, authority: rest.slice(0, end), path: rest.slice(end) };
}

function withoutDefaultPort(host: string, scheme: string | undefined): string {
  const port = scheme === undefined ? undefined : DEFAULT_PORTS[scheme];
  if (port === undefined || !host.endsWith(port)) return host;
  const bare = host.slice(0, -port.length);
  return bare === 'localhost' || (bare.includes('.') && !bare.startsWith('[')) ? bare : host;
}
