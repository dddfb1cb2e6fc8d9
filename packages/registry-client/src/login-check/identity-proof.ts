import type { LoginCheck } from './check-login.ts';
import type { Registry } from '../registry.ts';
import type { RepositoryProof } from './repository-proof.ts';

export interface IdentityProof {
  readonly proven: boolean;
  /** A sentence without its full stop. */
  readonly explanation: string;
}

/**
 * Whether the registry knows whose login this is, after it has let us in: by the scheme, by what the
 * token says, else by what a stranger gets for the same request. A wrong password is never tried.
 *
 * @throws RegistryRequestError `unauthorized` when the token server took no notice of the password.
 */
export async function proveIdentity(
  check: LoginCheck,
  registry: Registry,
  repository: RepositoryProof | undefined,
): Promise<IdentityProof> {
  const { host, authenticator } = registry;
  if (authenticator.scheme === 'none') {
    return unproven(`"${host}" answers everybody, so that the password was not tested`);
  }
  if (authenticator.scheme === 'basic') {
    return proven(`"${host}" refused a stranger and accepted the login`);
  }
  // A registry that takes the password itself does not load this.
  const { proveByToken } = await import('../authentication/bearer.ts');
  return proveByToken(check, registry, repository);
}

export function proven(explanation: string): IdentityProof {
  return { proven: true, explanation };
}

export function unproven(explanation: string): IdentityProof {
  return { proven: false, explanation };
}
