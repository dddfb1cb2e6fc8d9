import type { SessionOptions } from '@berth/registry-client';
import { Problems } from './problems.ts';
import type { PushInput } from './push-input.ts';
import {
  checkInputNames,
  readChoice,
  readFlag,
  readLines,
  readNumber,
  readText,
} from './read-input.ts';
import { readRegistries, type ConnectionDefaults } from './registries-input.ts';
import type { RegistryInput } from './registry-input.ts';
import { readPullSecret, type PullSecretInput } from './pull-secret-input.ts';

/** Everything that the action was asked to do, checked. */
export interface Inputs {
  readonly registries: readonly RegistryInput[];
  readonly push: PushInput | undefined;
  readonly pullSecret: PullSecretInput | undefined;
  readonly config: 'shared' | 'isolated';
  readonly logout: boolean;
  /** `server` asks registries and the cluster too. */
  readonly dryRun: boolean | 'server';
  readonly ifMissingCredentials: 'fail' | 'skip' | 'warn';
  readonly session: Required<Pick<SessionOptions, 'retries' | 'timeout'>>;
}

/** @throws AggregateError of every `InvalidInputError` that the inputs deserve. */
export async function readInputs(): Promise<Inputs> {
  const problems = new Problems();
  const read = <T>(value: () => T, otherwise: T): T => problems.collect(value) ?? otherwise;
  await problems.collectAsync(checkInputNames);
  const connection = {
    caCertificate: (await problems.collectAsync(readCertificate))[0],
    insecure: read(() => readFlag('insecure', false), false),
  };
  const session = {
    retries: read(() => readNumber('retries', { otherwise: 3, least: 0, most: 20 }), 3),
    timeout: read(() => readNumber('timeout', { otherwise: 60, least: 1, most: 3600 }), 60),
  };
  const registries = await readRegistries(problems, connection);
  const inputs: Inputs = {
    registries,
    push: await readPush(problems, connection, registries),
    pullSecret: await readPullSecret({
      problems,
      session,
      logins: registries.flatMap(({ login }) => login ?? []),
    }),
    config: read(() => readChoice('config', ['shared', 'isolated']), 'shared'),
    logout: read(() => readFlag('logout', true), true),
    dryRun: read(readDryRun, false),
    ifMissingCredentials: read(
      () => readChoice('if-missing-credentials', ['fail', 'skip', 'warn']),
      'fail',
    ),
    session,
  };
  problems.throwIfAny();
  return inputs;
}

function readDryRun(): Inputs['dryRun'] {
  if (readText('dry-run').toLowerCase() === 'server') return 'server';
  return readFlag('dry-run', false);
}

async function readCertificate(): Promise<string | undefined> {
  const text = readText('ca-certificate');
  if (text === '') return undefined;
  const { caCertificate } = await import('./ca-certificate.ts');
  return caCertificate(text);
}

/** What makes an image reference is loaded only where there is one. */
async function readPush(
  problems: Problems,
  connection: ConnectionDefaults,
  registries: readonly RegistryInput[],
): Promise<PushInput | undefined> {
  const images = problems.collect(() => readLines('images'));
  const source = readText('source');
  if (images === undefined) return undefined;
  if (images.length === 0 && source === '') return undefined;
  const { parsePush } = await import('./push-input.ts');
  return parsePush({ images, source, connection, registries }, problems);
}
