import { debug, error as annotate } from '@actions/core';
import { InvalidInputError } from '@berth/core';
import { RegistryRequestError, type RegistryRequestErrorCode } from '@berth/registry-client';

/** Ends the step as failed, with one annotation of one line for everything that went wrong. */
export function reportFailure(failure: unknown): void {
  process.exitCode = 1;
  const failures = failure instanceof AggregateError ? (failure.errors as unknown[]) : [failure];
  for (const one of failures) reportOne(one);
}

function reportOne(failure: unknown): void {
  const message = failure instanceof Error ? failure.message : String(failure);
  const file = failure instanceof InvalidInputError ? failure.file : undefined;
  annotate(message.replace(/\s*[\r\n]+\s*/g, ' '), {
    title: titleOf(failure),
    ...(file !== undefined && { file }),
  });
  // Only where somebody turned on debug logging, since it says nothing to a user.
  if (failure instanceof Error && failure.stack) debug(failure.stack);
}

function titleOf(failure: unknown): string {
  // A refused login says on top of it who was refused where.
  const request = failure instanceof Error && failure.cause ? failure.cause : failure;
  if (request instanceof RegistryRequestError) return TITLES[request.code];
  // By its name: the class would bring all of the cluster's code with it.
  if (failure instanceof Error && failure.name === 'ClusterRequestError') return 'Berth: cluster';
  if (!(failure instanceof InvalidInputError)) return 'Berth failed';
  return failure.field === undefined ? 'Berth: wrong input' : `Berth: wrong input ${failure.field}`;
}

const TITLES: Readonly<Record<RegistryRequestErrorCode, string>> = {
  unauthorized: 'Berth: login refused',
  denied: 'Berth: denied',
  'not-found': 'Berth: not found',
  rejected: 'Berth: rejected',
  'rate-limited': 'Berth: rate limit',
  'server-error': 'Berth: the registry failed',
  unreachable: 'Berth: not reached',
  timeout: 'Berth: not reached in time',
  blocked: 'Berth: address not allowed',
  tls: 'Berth: TLS',
  'plain-http': 'Berth: plain HTTP',
  proxy: 'Berth: proxy',
  protocol: 'Berth: no registry',
};
