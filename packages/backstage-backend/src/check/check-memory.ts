import type { PreparedCheck, RegistryCheck } from './registry-checker.ts';

/** Milliseconds in which nothing else is to be expected. */
const FRESH = 60_000;

/**
 * What checks have said in the last minute, so that many registries of one host do not ask it the
 * same again: a login that was refused for one is not tried for the others, which may lock it.
 */
export class CheckMemory {
  readonly #checks = new Map<string, { readonly check: RegistryCheck; readonly at: number }>();

  /** @returns undefined for what has to be asked. */
  recall(prepared: PreparedCheck): RegistryCheck | undefined {
    const keys = keysOf(prepared);
    const server = this.#get(keys.server);
    if (server !== undefined) return asOf(prepared, server);
    return this.#get(keys.login) ?? this.#get(keys.whole);
  }

  remember(prepared: PreparedCheck, check: RegistryCheck): void {
    this.#checks.set(keysOf(prepared)[reachOf(check)], { check, at: Date.now() });
  }

  #get(key: string): RegistryCheck | undefined {
    const known = this.#checks.get(key);
    return known !== undefined && Date.now() - known.at < FRESH ? known.check : undefined;
  }
}

type Reach = keyof ReturnType<typeof keysOf>;

/** What a check says something about: of a server that nobody gets into, no login is known. */
function reachOf({ result: { failure } }: RegistryCheck): Reach {
  if (failure === undefined) return 'whole';
  const { error, step } = failure;
  if (step === 'endpoint' || OF_SERVER.has(error.code)) return 'server';
  return step.includes(':') ? 'whole' : 'login';
}

const OF_SERVER: ReadonlySet<string> = new Set(['rate-limited', 'timeout']);

function keysOf({ target, stored }: PreparedCheck) {
  const { registry, action, repository } = target;
  const server = [registry.server, registry.connection, registry.caCertificate];
  const login = [...server, stored?.id, stored?.revision];
  return {
    server: JSON.stringify(server),
    login: JSON.stringify(login),
    whole: JSON.stringify([...login, action, repository]),
  };
}

/** The server's answer for another login, which ends when it does. */
function asOf({ target, stored }: PreparedCheck, { result }: RegistryCheck): RegistryCheck {
  const { expiry, ...ofServer } = { ...result, expiry: target.expiry };
  return { result: { ...ofServer, ...(expiry && { expiry }) }, credential: stored, hints: [] };
}
