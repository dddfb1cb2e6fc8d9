import { InvalidInputError, usernameOf } from '@berth/core';
import { exchangeLogin, type SessionOptions } from '@berth/registry-client';
import { credentialMethod } from './credential-method.ts';
import { exchangeOptions } from './exchange-options.ts';
import { maskLogin } from './mask.ts';
import type { RegistryWithLogin, UsableRegistry } from './with-credentials.ts';

/**
 * Trades every credential for the login that its registry takes, all at once.
 *
 * @throws AggregateError with one error for every reason of a refusal.
 */
export async function exchangeLogins(
  registries: readonly UsableRegistry[],
  session: SessionOptions,
): Promise<readonly RegistryWithLogin[]> {
  const outcomes = await Promise.allSettled(
    registries.map(registry => withLogin(registry, session)),
  );
  const refusals = outcomes.flatMap((outcome, index) => {
    const registry = registries[index];
    return outcome.status === 'rejected' && registry
      ? [{ registry, reason: outcome.reason as unknown }]
      : [];
  });
  if (refusals.length > 0) throw new AggregateError(explained(refusals));
  return outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

async function withLogin(
  registry: UsableRegistry,
  session: SessionOptions,
): Promise<RegistryWithLogin> {
  if (registry.login) return registry;
  const { credential, email, host } = registry;
  const login = await exchangeLogin(credential, exchangeOptions(registry, session));
  const username = usernameOf(login) ?? '';
  maskLogin(username, login.password.reveal());
  return {
    ...registry,
    login: { ...login, server: host, username, ...(email !== undefined && { email }) },
    method: credentialMethod(credential),
  };
}

interface Refusal {
  readonly registry: UsableRegistry;
  readonly reason: unknown;
}

/** A role that is refused is refused at each of its registries: that is told once. */
function explained(refusals: readonly Refusal[]): readonly Error[] {
  const byMessage = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const { reason } = refusal;
    const message = reason instanceof Error ? reason.message : String(reason);
    byMessage.set(message, [...(byMessage.get(message) ?? []), refusal]);
  }
  return [...byMessage].map(([message, same]) => {
    const hosts = same.map(({ registry }) => registry.host).join(', ');
    const methods = new Set(same.map(({ registry }) => methodOf(registry)));
    const what = `Cannot log in to ${hosts} (${[...methods].join(', ')})`;
    const cause = same[0]?.reason;
    const Failure = cause instanceof InvalidInputError ? InvalidInputError : Error;
    return new Failure(`${what}: ${message}`, { cause });
  });
}

function methodOf({ credential }: UsableRegistry): string {
  return credential ? credentialMethod(credential) : '';
}
