import type { RegistryLogin } from '@berth/core';
import type { Connection, SessionOptions } from '../connection.ts';
import { foreignAnswer } from '../foreign-answer.ts';
import type { Greeting } from '../greeter.ts';
import { proveIdentity } from './identity-proof.ts';
import { Registry } from '../registry.ts';
import { RegistryRequestError } from '../registry-request-error.ts';
import type { RepositoryAction, RepositoryProof } from './repository-proof.ts';

export interface LoginCheck {
  readonly connection: Connection;
  readonly login: RegistryLogin;
  /** Tests against this repository too: `acme/api`. */
  readonly repository?: string;
  /** What it should be allowed there; `pull` unless given. Testing `push` opens an upload and cancels it. */
  readonly actions?: readonly RepositoryAction[];
  readonly session?: SessionOptions;
}

/** What the registry itself has shown, no more. */
export interface LoginProof {
  /**
   * `endpoint`: a registry answers there. `identity`: it knows this login. `pull:<repository>`,
   * `push:<repository>`: the login may do that.
   */
  readonly proven: readonly string[];
  /** One sentence for people: what was proven, how, and what was not. */
  readonly explanation: string;
  /** ISO 8601, UTC: when the password ends, where the login or the password itself says so. */
  readonly expiresAt?: string;
}

/**
 * Proves a login against its registry. An answer that everybody gets proves nothing: a registry that
 * lets strangers in, or a token server that answers a wrong password with a stranger's token, is
 * told from one that accepted the password.
 *
 * @throws RegistryRequestError when the registry refuses the login, or cannot be asked.
 * @throws InvalidInputError for a server or a repository that is none.
 */
export async function checkLogin(check: LoginCheck): Promise<LoginProof> {
  const { connection, login, session } = check;
  const registry = new Registry(connection, login, session);
  try {
    checkGreeting(registry, await registry.greet());
    if (registry.authenticator.scheme !== 'none') await knock(registry);
    const repository =
      check.repository === undefined ? undefined : await inRepository(check, registry);
    const identity = await proveIdentity(check, registry, repository?.proof);
    return {
      proven: [
        'endpoint',
        ...(identity.proven ? ['identity'] : []),
        ...(repository?.proof.allowed ?? []).map(action => `${action}:${check.repository}`),
      ],
      explanation: `${identity.explanation}${repository?.explanation ?? ''}.`,
      ...(await expiry(login)),
    };
  } finally {
    registry.close();
  }
}

function checkGreeting(
  { host, authenticator }: Registry,
  { origin, status, foreign }: Greeting,
): void {
  if (status === 200 && foreign === undefined) return;
  if (status === 401 && authenticator.scheme !== 'none') return;
  if (status === 403) {
    throw new RegistryRequestError(
      `"${host}" denies access before any login (403). Check whether it allows the address of this machine.`,
      { code: 'denied', host, status },
    );
  }
  // What Go and nginx say to a request in plain HTTP at a port for TLS.
  if (status === 400 && origin.protocol === 'http:') {
    throw new RegistryRequestError(
      `"${host}" answers 400 to plain HTTP, as servers do that speak TLS. Write https:// or no scheme before it, or check the port.`,
      { code: 'tls', host, status },
    );
  }
  const offers = status === 401 ? ' and no way to log in that Berth knows' : '';
  throw noRegistry(host, status, foreign === undefined ? offers : ` and ${foreign}`);
}

function noRegistry(host: string, status: number, what: string): RegistryRequestError {
  return new RegistryRequestError(
    `"${host}" answers ${status}${what} where a registry has its API (/v2/). Check the host and the port.`,
    { code: 'protocol', host, status },
  );
}

/** The registry's own yes to the login. */
async function knock(registry: Registry): Promise<void> {
  const response = await registry.request({ method: 'GET', url: '/v2/', expect: [200] });
  const foreign = await foreignAnswer(response);
  // Many a website asks for a password; only registries take tokens.
  if (foreign === undefined || registry.authenticator.scheme !== 'basic') return;
  throw noRegistry(registry.host, 200, ` and ${foreign}`);
}

async function inRepository(
  check: LoginCheck,
  registry: Registry,
): Promise<{ readonly proof: RepositoryProof; readonly explanation: string }> {
  const { repository = '', actions = ['pull'] } = check;
  const { proveRepository } = await import('./repository-proof.ts');
  const proof = await proveRepository(registry, repository, actions).catch(
    async (error: unknown) => {
      // A token for nobody is denied too: then it is the password that is wrong, and this says so.
      await proveIdentity(check, registry, undefined);
      throw error;
    },
  );
  const may =
    proof.allowed.length > 0 ? `; it may ${proof.allowed.join(' and ')} "${repository}"` : '';
  const missing = proof.exists ? '' : `; "${repository}" does not exist yet`;
  return { proof, explanation: may + missing };
}

/** Some passwords are tokens that say when they end, Azure's for example. */
async function expiry({
  expiresAt,
  password,
}: RegistryLogin): Promise<{ readonly expiresAt?: string }> {
  if (expiresAt !== undefined) return { expiresAt };
  const hasParts = password.reveal().split('.').length === 3;
  if (!hasParts) return {};
  const { readTokenClaims } = await import('../authentication/token-claims.ts');
  const expires = readTokenClaims(password.reveal())?.expires;
  const date = new Date((expires ?? NaN) * 1000);
  if (Number.isNaN(date.getTime())) return {};
  return { expiresAt: date.toISOString().replace(/\.\d+Z$/, 'Z') };
}
