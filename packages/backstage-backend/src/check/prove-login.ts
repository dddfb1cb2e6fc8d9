import type { CheckStep } from '@berth/backstage-plugin-berth-common';
import { InvalidInputError, type Credential, type RegistryLogin } from '@berth/core';
import {
  checkLogin,
  exchangeLogin,
  RegistryRequestError,
  type LoginCheck,
  type NetworkPolicy,
  type SessionOptions,
} from '@berth/registry-client';
import type { RegistryEntry } from '../store/stored-registry.ts';
import type { CheckFindings } from './check-verdict.ts';
import type { Expiry } from './expiry.ts';
import { PROVEN_ELSEWHERE } from './proven-elsewhere.ts';
import { connectionOf } from './registry-connection.ts';
import { StepLog } from './step-log.ts';

/** A registry and the login to prove there. */
export interface CheckTarget {
  readonly registry: Pick<RegistryEntry, 'server' | 'host' | 'connection' | 'caCertificate'>;
  /** Absent where nobody logs in. */
  readonly credential: Credential | undefined;
  /** As it was entered, or as the secret says. */
  readonly expiry: Expiry | undefined;
  readonly action: 'pull' | 'push';
  readonly repository: string | undefined;
}

export interface CheckResult extends CheckFindings {
  readonly explanation: string;
  readonly steps: readonly CheckStep[];
}

/** Seconds: for one request, and for a check with all its requests. */
export interface CheckTimes {
  readonly request: number;
  readonly check: number;
}

const TIMES: CheckTimes = { request: 10, check: 30 };

/** Proves a login from here. A login that is refused is a finding, no error. */
export async function proveLogin(
  target: CheckTarget,
  options: {
    readonly network: NetworkPolicy;
    readonly signal?: AbortSignal | undefined;
    readonly times?: CheckTimes;
  },
): Promise<CheckResult> {
  const log = new StepLog();
  const { network, times = TIMES } = options;
  const limit = AbortSignal.timeout(times.check * 1000);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const session: SessionOptions = { retries: 1, timeout: times.request, network, signal };
  try {
    return await proven(target, session, log);
  } catch (error) {
    options.signal?.throwIfAborted();
    return failed(limit.aborted ? late(target, times) : error, target, log);
  }
}

async function proven(
  target: CheckTarget,
  session: SessionOptions,
  log: StepLog,
): Promise<CheckResult> {
  const { repository, action, registry, credential } = target;
  const elsewhere = credential && PROVEN_ELSEWHERE[credential.kind];
  if (elsewhere !== undefined) return provenElsewhere(target, session, { log, elsewhere });
  const login = await loginOf(credential, target, session, log);
  const proof = await checkLogin({
    connection: connectionOf(registry),
    login,
    ...(repository !== undefined && { repository, actions: [action] }),
    session,
    onStep: (step, state) => log.add(step, state),
  });
  const ends = isForGood(credential) ? undefined : proof.expiresAt;
  const expiry = target.expiry ?? (ends === undefined ? undefined : fromNow(ends));
  const { explanation } = proof;
  return { ...common(log), ...(expiry && { expiry }), explanation, steps: log.steps(false) };
}

/** Whether the registry is there can be proven from here at least, be it by its refusal. */
async function provenElsewhere(
  { registry }: CheckTarget,
  session: SessionOptions,
  { log, elsewhere }: { readonly log: StepLog; readonly elsewhere: string },
): Promise<CheckResult> {
  const onStep: LoginCheck['onStep'] = (step, state) => {
    if (step === 'endpoint') log.add(step, state);
  };
  try {
    await checkLogin({ connection: connectionOf(registry), session, onStep });
  } catch (error) {
    if (!log.proven.includes('endpoint')) throw error;
  }
  return { ...common(log), elsewhere, explanation: elsewhere, steps: log.steps(false) };
}

function failed(error: unknown, { expiry }: CheckTarget, log: StepLog): CheckResult {
  const rest = { ...common(log), ...(expiry && { expiry }), steps: log.steps(true) };
  if (error instanceof RegistryRequestError) {
    return { ...rest, failure: { error, step: log.failed }, explanation: error.message };
  }
  // Of a repository that is none, the caller is told, and nobody else.
  if (error instanceof InvalidInputError && error.field !== 'repository') {
    return { ...rest, unfit: error.message, explanation: error.message };
  }
  throw error;
}

function common(log: StepLog): Pick<CheckFindings, 'proven' | 'identity'> {
  const { proven, identity } = log;
  return { proven, ...(identity !== undefined && { identity }) };
}

async function loginOf(
  credential: Credential | undefined,
  { registry }: CheckTarget,
  session: SessionOptions,
  log: StepLog,
): Promise<RegistryLogin | undefined> {
  if (credential === undefined) return undefined;
  const isTraded = credential.kind === 'aws-keys';
  if (isTraded) log.add('exchange', 'begun');
  const { server, caCertificate } = registry;
  const login = await exchangeLogin(credential, {
    ...{ server, session },
    ...(caCertificate !== undefined && { caCertificate }),
  });
  if (isTraded) log.add('exchange', 'proven');
  return login;
}

/** Such keys are traded for another token when one ends; those of a session end with it. */
function isForGood(credential: Credential | undefined): boolean {
  return credential?.kind === 'aws-keys' && credential.sessionToken === undefined;
}

function fromNow(at: string): Expiry {
  return { at, since: new Date().toISOString() };
}

function late({ registry: { host } }: CheckTarget, { check }: CheckTimes): RegistryRequestError {
  return new RegistryRequestError(
    `"${host}" did not let the check end in ${check} seconds. Check the network, and what lies between.`,
    { code: 'timeout', host },
  );
}
