import { ExchangeMemory, type ExchangeOptions, type SessionOptions } from '@berth/registry-client';
import type { RegistryInput } from '../inputs/registry-input.ts';
import { githubIdentity } from './identity-token.ts';
import { maskSecret } from './mask.ts';

// One process is one run of one job: what its exchanges have in common is asked for once.
const memory = new ExchangeMemory();

/** How this job asks the clouds' token services for what it needs at a registry. */
export function exchangeOptions(
  { host, connection }: Pick<RegistryInput, 'host' | 'connection'>,
  session: SessionOptions,
): ExchangeOptions {
  const { caCertificate } = connection;
  const trust = caCertificate === undefined ? {} : { caCertificate };
  const run = process.env['GITHUB_RUN_ID'] ?? '';
  return {
    server: host,
    identityToken: githubIdentity({ ...trust, session }),
    ...trust,
    session,
    memory,
    onSecret: secret => maskSecret(secret.reveal()),
    ...(/^\d{1,20}$/.test(run) && { roleSessionName: `berth-${run}` }),
  };
}
