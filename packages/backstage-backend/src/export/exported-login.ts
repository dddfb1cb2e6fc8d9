import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { RegistryLogin } from '@berth/core';
import { exchangeLogin, RegistryRequestError, type NetworkPolicy } from '@berth/registry-client';
import { bindingOf, isBoundTo } from '../credential/credential-bindings.ts';
import { openCredential } from '../credential/open-credential.ts';
import { hasSecret } from '../credential/secret-fields.ts';
import type { Sealer } from '../sealing/sealer.ts';
import type { StoredCredential } from '../store/stored-credential.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';

/** Seconds. */
const REQUEST_LIMIT = 10;

/**
 * The login with which a cluster pulls from a registry.
 *
 * @param credential its pull credential; one that pushes never leaves.
 * @throws ConflictError when there is none, or none that can leave; it says what to do.
 * @throws ServiceUnavailableError when the cloud that trades the credential cannot be asked.
 */
export async function exportedLogin(
  registry: StoredRegistry,
  credential: StoredCredential | undefined,
  deps: { readonly sealer: Sealer; readonly network: NetworkPolicy },
): Promise<RegistryLogin> {
  const pull = exportable(registry, credential);
  const { server, caCertificate } = registry;
  try {
    return await exchangeLogin(await openCredential(deps.sealer, pull, registry), {
      server,
      session: { retries: 1, timeout: REQUEST_LIMIT, network: deps.network },
      ...(caCertificate !== undefined && { caCertificate }),
    });
  } catch (error) {
    if (!(error instanceof RegistryRequestError)) throw error;
    if (error.code === 'unauthorized' || error.code === 'denied') {
      throw new ConflictError(error.message);
    }
    throw new ServiceUnavailableError(error.message);
  }
}

function exportable(
  registry: StoredRegistry,
  credential: StoredCredential | undefined,
): StoredCredential {
  const { name } = registry;
  if (registry.disabled) {
    throw new ConflictError(`The registry "${name}" is disabled. Have its owner enable it first.`);
  }
  if (credential === undefined) {
    throw new ConflictError(
      `The registry "${name}" has no pull credential. Leave imagePullSecrets out where its images are public, or give it a pull credential.`,
    );
  }
  if (credential.kind === 'node-role') {
    throw new ConflictError(
      `No pull secret is needed for the registry "${name}": the cluster's nodes pull by a role of their own. Leave imagePullSecrets out.`,
    );
  }
  if (!hasSecret(credential.kind)) {
    throw new ConflictError(
      `The pull credential "${credential.name}" of kind "${credential.kind}" holds no secret: only a job with an identity token gets a login by it. Have the workflow write the pull secret, or give the registry "${name}" a credential with a secret.`,
    );
  }
  if (!isBoundTo(credential, bindingOf(registry))) {
    throw new ConflictError(
      `The secret of "${credential.name}" was not entered for the registry "${name}". Enter it again.`,
    );
  }
  return credential;
}
