import { isLoopback } from '../transport/loopback.ts';
import { RegistryRequestError } from '../registry-request-error.ts';

/**
 * The URL of a token server that may see the registry's password: on the registry's own host (any
 * port), under the same registrable domain, or where the provider is known to keep it. Never by
 * plain HTTP unless the registry itself is plain HTTP.
 *
 * @throws RegistryRequestError that names both hosts.
 */
export async function trustedRealm(realm: string, registry: URL): Promise<URL> {
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw refused(registry, 'names a token server that is no URL');
  }
  if (url.protocol === 'http:' && registry.protocol === 'https:') {
    throw refused(registry, `names a token server without TLS, "http://${url.host}"`);
  }
  if (!(await belongTogether(registry.hostname, url.hostname))) {
    throw refused(registry, `names a token server on a foreign host, "${url.host}"`);
  }
  url.username = '';
  url.password = '';
  return url;
}

async function belongTogether(registry: string, realm: string): Promise<boolean> {
  if (registry === realm) return true;
  if (isLoopback(registry) && isLoopback(realm)) return true;
  if (TOKEN_SERVERS.some(([pattern, host]) => isTokenServer(registry, pattern, host, realm))) {
    return true;
  }
  // The list of such domains is longer than all the rest.
  const { registrableDomain } = await import('./registrable-domain.ts');
  const domain = registrableDomain(registry);
  return domain !== undefined && domain === registrableDomain(realm);
}

function isTokenServer(registry: string, pattern: RegExp, host: string, realm: string): boolean {
  return pattern.test(registry) && registry.replace(pattern, host) === realm;
}

/** Token servers of providers that neither the host nor its domain vouches for. */
const TOKEN_SERVERS: readonly (readonly [registry: RegExp, realm: string])[] = [
  [/^registry-1\.docker\.io$/, 'auth.docker.io'],
  [/^dhi\.io$/, 'auth.docker.io'],
  [/^registry\.gitlab\.com$/, 'gitlab.com'],
  [/^rg\.[a-z]+-[a-z]+\.scw\.cloud$/, 'api.scaleway.com'],
  [/^([a-z0-9-]+)\.[a-z0-9]+\.geo\.azurecr\.(io|cn|us|de)$/, '$1.azurecr.$2'],
  [/^registry(-vpc|-internal)?\.([a-z0-9-]+)\.aliyuncs\.com$/, 'dockerauth$1.$2.aliyuncs.com'],
  [
    /^[a-z0-9-]+-registry(-vpc)?\.([a-z0-9-]+)\.cr\.aliyuncs\.com$/,
    'dockerauth-ee$1.$2.aliyuncs.com',
  ],
];

function refused(registry: URL, what: string): RegistryRequestError {
  return new RegistryRequestError(
    `"${registry.host}" ${what}. The password was not sent there. Put the token server on the registry's own host or domain, with HTTPS where the registry has it.`,
    { code: 'protocol', host: registry.host },
  );
}
