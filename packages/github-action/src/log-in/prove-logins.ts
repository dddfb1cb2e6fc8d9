import { checkLogin, type SessionOptions } from '@berth/registry-client';
import { loginMethod } from './login-method.ts';
import type { RegistryWithLogin } from './with-credentials.ts';

/** A registry whose login the registry itself has taken. */
export interface ProvenRegistry extends RegistryWithLogin {
  /** Which kind of login it is, for the summary. */
  readonly method: string;
  /** What the registry's answer showed, as a sentence. */
  readonly proof: string;
  /** Whether that is enough to know that the password is right. */
  readonly proven: boolean;
  /** ISO 8601; absent where nobody knows. */
  readonly expiresAt?: string;
}

/** @throws AggregateError with one error for every login that was refused. */
export async function proveLogins(
  registries: readonly RegistryWithLogin[],
  session: SessionOptions,
): Promise<readonly ProvenRegistry[]> {
  const outcomes = await Promise.allSettled(registries.map(registry => prove(registry, session)));
  const refusals = outcomes.filter(outcome => outcome.status === 'rejected');
  if (refusals.length > 0)
    throw new AggregateError(refusals.map(refusal => refusal.reason as unknown));
  return outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

async function prove(
  registry: RegistryWithLogin,
  session: SessionOptions,
): Promise<ProvenRegistry> {
  const { connection, login } = registry;
  try {
    const { explanation, expiresAt, proven } = await checkLogin({ connection, login, session });
    const ends = login.expiresAt ?? expiresAt;
    return {
      ...registry,
      method: registry.method ?? loginMethod(registry),
      proof: explanation,
      proven: proven.includes('identity'),
      ...(ends !== undefined && { expiresAt: ends }),
    };
  } catch (error) {
    const { explainRefusal } = await import('./explain-refusal.ts');
    throw explainRefusal(registry, error);
  }
}
