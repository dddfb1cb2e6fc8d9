import type { RegistryLogin } from '@berth/core';
import type { Connection, SessionOptions } from '../connection.ts';
import { foreignAnswer } from '../foreign-answer.ts';
import { checkGreeting, noRegistry } from './greeting-check.ts';
import { proveIdentity, type IdentityProof } from './identity-proof.ts';
import { Registry } from '../registry.ts';
import type { RepositoryAction, RepositoryProof } from './repository-proof.ts';

export interface LoginCheck {
  readonly connection: Connection;
  /** Without one, only what strangers may do is proven. */
  readonly login?: RegistryLogin | undefined;
  /** Tests against this repository too: `acme/api`. */
  readonly repository?: string;
  /** What it should be allowed there; `pull` unless given. Testing `push` opens an upload and cancels it. */
  readonly actions?: readonly RepositoryAction[];
  readonly session?: SessionOptions;
  /** Told while it goes on: `endpoint`, `identity`, `pull:acme/api`, `push:acme/api`. */
  readonly onStep?: (step: string, state: StepState) => void;
}

/** `open`: the registry asks nobody for a login. `unclear`: strangers get in as well. */
export type StepState = 'begun' | 'proven' | 'open' | 'unclear';

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
  const { connection, login, session, onStep } = check;
  const registry = new Registry(connection, login, session);
  try {
    onStep?.('endpoint', 'begun');
    checkGreeting(registry, await registry.greet());
    onStep?.('endpoint', 'proven');
    if (needsKnock(registry, check)) await knock(registry, onStep);
    const repository =
      check.repository === undefined ? undefined : await inRepository(check, registry);
    const identity = await identityIn(check, registry, repository?.proof);
    return {
      proven: [
        'endpoint',
        ...(identity.proven ? ['identity'] : []),
        ...(repository?.proof.allowed ?? []).map(action => `${action}:${check.repository}`),
      ],
      explanation: `${identity.explanation}${repository?.explanation ?? ''}.`,
      ...(login && (await expiry(login))),
    };
  } finally {
    registry.close();
  }
}

/** Strangers get tokens for a repository only, and nothing from a registry that wants a password. */
function needsKnock({ authenticator: { scheme } }: Registry, { login }: LoginCheck): boolean {
  return login === undefined ? scheme === 'basic' : scheme !== 'none';
}

async function identityIn(
  check: LoginCheck,
  registry: Registry,
  repository: RepositoryProof | undefined,
): Promise<IdentityProof> {
  if (check.login === undefined) {
    return { proven: false, explanation: `"${registry.host}" answers strangers` };
  }
  check.onStep?.('identity', 'begun');
  const identity = await proveIdentity(check, registry, repository);
  const otherwise = registry.authenticator.scheme === 'none' ? 'open' : 'unclear';
  check.onStep?.('identity', identity.proven ? 'proven' : otherwise);
  return identity;
}

/** The registry's own yes to the login. */
async function knock(registry: Registry, onStep: LoginCheck['onStep']): Promise<void> {
  onStep?.('identity', 'begun');
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
  const { repository = '', actions = ['pull'], onStep } = check;
  const { proveRepository } = await import('./repository-proof.ts');
  const steps = actions.map(action => `${action}:${repository}`);
  const begin = () => steps.forEach(step => onStep?.(step, 'begun'));
  begin();
  const proof = await proveRepository(registry, repository, actions).catch(
    async (error: unknown) => {
      // A token for nobody is denied too: then it is the password that is wrong, and this says so.
      await identityIn(check, registry, undefined);
      begin();
      throw error;
    },
  );
  for (const action of proof.allowed) onStep?.(`${action}:${repository}`, 'proven');
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
  const { readTokenClaims } = await import('../authentication/bearer.ts');
  const expires = readTokenClaims(password.reveal())?.expires;
  const date = new Date((expires ?? NaN) * 1000);
  if (Number.isNaN(date.getTime())) return {};
  return { expiresAt: date.toISOString().replace(/\.\d+Z$/, 'Z') };
}
