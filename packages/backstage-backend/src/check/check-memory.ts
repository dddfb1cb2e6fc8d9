import { TooManyRequestsError } from '../http/too-many-requests-error.ts';
import type { PreparedCheck, RegistryCheck } from './registry-checker.ts';

/** Milliseconds in which nothing else is to be expected. */
const FRESH = 60_000;

/** Milliseconds that others wait at most for the limit of one login: it may be its own. */
const LONGEST_WAIT = 15 * 60_000;

/**
 * What checks have said in the last minute, so that many registries of one host do not ask it the
 * same again: a login that was refused for one is not tried for the others, which may lock it.
 */
export class CheckMemory {
  readonly #checks = new Map<string, { readonly check: RegistryCheck; readonly at: number }>();
  /** Until when a host is left alone, in milliseconds since 1970. */
  readonly #waits = new Map<string, number>();

  /** @returns undefined for what has to be asked. */
  recall(prepared: PreparedCheck): RegistryCheck | undefined {
    const keys = keysOf(prepared);
    const server = this.#get(keys.server);
    if (server !== undefined) return asOf(prepared, server);
    return this.#get(keys.login) ?? this.#get(keys.whole);
  }

  remember(prepared: PreparedCheck, check: RegistryCheck): void {
    this.#checks.set(keysOf(prepared)[reachOf(check)], { check, at: Date.now() });
    const error = check.result.failure?.error;
    if (error?.code !== 'rate-limited') return;
    const wait = Math.min((error.retryAfter ?? 0) * 1000 || FRESH, LONGEST_WAIT);
    this.#waits.set(prepared.target.registry.host, Date.now() + wait);
  }

  /** @throws TooManyRequestsError where somebody had too many requests at the host. */
  checkWait(host: string): void {
    const seconds = Math.ceil(((this.#waits.get(host) ?? 0) - Date.now()) / 1000);
    if (seconds <= 0) return;
    throw new TooManyRequestsError(`"${host}" has had too many requests.`, seconds);
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
  if (failure.step === 'endpoint') return 'server';
  return failure.step.includes(':') ? 'whole' : 'login';
}

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
