import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoggerService, RootConfigService } from '@backstage/backend-plugin-api';
import type { EncryptionKey } from './sealer.ts';

const KEY_BYTES = 32;
const DEVELOPMENT_KEY_FILE = 'berth-development-key';

/**
 * The keys of `berth.encryption.keys`; in development one that is made on the way.
 *
 * @throws Error that says how to make a key. The plugin does not start without one.
 */
export function readEncryptionKeys(
  config: RootConfigService,
  logger: LoggerService,
): readonly [EncryptionKey, ...EncryptionKey[]] {
  const configured = config.getOptionalConfigArray('berth.encryption.keys') ?? [];
  const [first, ...others] = configured.map(key =>
    encryptionKey(key.getString('id'), key.getString('secret')),
  );
  if (first !== undefined) return [first, ...others];
  if (process.env['NODE_ENV'] === 'development') return [developmentKey(config, logger)];
  throw new Error(
    'Berth has no key to encrypt credentials with. Make one by "openssl rand -base64 32", and set berth.encryption.keys to [{ id: "1", secret: <it> }].',
  );
}

function encryptionKey(id: string, secret: string): EncryptionKey {
  const bytes = Buffer.from(secret, 'base64');
  if (bytes.length === KEY_BYTES) return { id, bytes };
  throw new Error(
    `The secret of the encryption key "${id}" is not ${KEY_BYTES} bytes in base64. Make one by "openssl rand -base64 32".`,
  );
}

/** Beside the database, so that it lives as long as what it encrypts. */
function developmentKey(config: RootConfigService, logger: LoggerService): EncryptionKey {
  const folder = databaseFolder(config);
  if (folder === undefined) {
    logger.warn('Berth encrypts with a key that ends with this process: for development only.');
    return { id: 'development', bytes: randomBytes(KEY_BYTES) };
  }
  const file = path.join(folder, DEVELOPMENT_KEY_FILE);
  logger.warn(`Berth encrypts with the key in "${file}": for development only.`);
  return encryptionKey('development', readOrMake(file));
}

/** Where SQLite keeps its files; undefined for what is in memory, or elsewhere. */
function databaseFolder(config: RootConfigService): string | undefined {
  const connection: unknown = config.getOptional('backend.database.connection');
  if (typeof connection !== 'object' || connection === null) return undefined;
  return 'directory' in connection ? String(connection.directory) : undefined;
}

function readOrMake(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    const secret = randomBytes(KEY_BYTES).toString('base64');
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch {
    return readFileSync(file, 'utf8').trim();
  }
}
