import type { CheckStep } from '@berth/backstage-plugin-berth-common';
import {
  InvalidInputError,
  type Credential,
  type CredentialKind,
  type RegistryLogin,
} from '@berth/core';
import {
  checkLogin,
  exchangeLogin,
  RegistryRequestError,
  type NetworkPolicy,
  type SessionOptions,
} from '@berth/registry-client';
import type { RegistryEntry } from '../store/stored-registry.ts';
import type { CheckFindings } from './check-verdict.ts';
import type { Expiry } from './expiry.ts';
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
  const elsewhere = target.credential && PROVEN_ELSEWHERE[target.credential.kind];
  const login =
    elsewhere === undefined ? await loginOf(target.credential, target, session, log) : undefined;
  const { repository, action, registry } = target;
  const proof = await checkLogin({
    connection: connectionOf(registry),
    login,
    ...(repository !== undefined && elsewhere === undefined && { repository, actions: [action] }),
    session,
    onStep: (step, state) => log.add(step, state),
  });
  const ends = login?.expiresAt ?? proof.expiresAt;
  const expiry = target.expiry ?? (ends === undefined ? undefined : fromNow(ends));
  return {
    ...common(log),
    ...(elsewhere !== undefined && { elsewhere }),
    ...(expiry && { expiry }),
    explanation: elsewhere ?? proof.explanation,
    steps: log.steps(false),
  };
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
  const login = await exchangeLogin(credential, { server: registry.server, session });
  if (isTraded) log.add('exchange', 'proven');
  return login;
}

const IN_WORKFLOW =
  'A login without a stored secret is proven where the workflow runs, which has the identity that is trusted. Run the workflow, and see its log.';

/** Why a login of these kinds cannot be proven by this program. */
const PROVEN_ELSEWHERE: Readonly<Partial<Record<CredentialKind, string>>> = {
  'aws-role': IN_WORKFLOW,
  'google-federation': IN_WORKFLOW,
  'azure-federation': IN_WORKFLOW,
  'docker-hub-connection': IN_WORKFLOW,
  'node-role':
    "The cluster's nodes log in by a role of their own, which only they have. See the events of a pod that pulls.",
};

function connectionOf({ server, connection, caCertificate }: CheckTarget['registry']) {
  return {
    server,
    insecure: connection === 'insecure',
    ...(caCertificate !== undefined && { caCertificate }),
  };
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
