import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LoggerService, RootConfigService } from '@backstage/backend-plugin-api';
import { encryptionKey, KEY_LENGTH } from './encryption-key.ts';
import type { EncryptionKey } from './sealer.ts';

const ID = 'development';
const FILE = 'berth-development-key';

/**
 * A key for local development that lives as long as what it encrypts: beside SQLite's files, or with
 * this process where the database ends with it. Other databases outlive it, and are not ours to
 * leave keys beside: undefined.
 */
export function developmentKey(
  config: RootConfigService,
  logger: LoggerService,
): EncryptionKey | undefined {
  const place = placeOf(config);
  if (place === undefined) return undefined;
  if (place === 'memory') {
    logger.warn('Berth encrypts with a key that ends with this process: for development only.');
    return { id: ID, bytes: randomBytes(KEY_LENGTH) };
  }
  const file = path.join(place.folder, FILE);
  logger.warn(`Berth encrypts with the key in "${file}": for development only.`);
  return encryptionKey(ID, readOrMake(file));
}

/** Where SQLite keeps what this plugin stores. */
function placeOf(config: RootConfigService): 'memory' | { readonly folder: string } | undefined {
  const client = setting(config, 'client') ?? 'better-sqlite3';
  if (typeof client !== 'string' || !client.includes('sqlite')) return undefined;
  const connection = setting(config, 'connection');
  const fields = typeof connection === 'object' && connection !== null ? connection : {};
  const filename = 'filename' in fields ? fields.filename : connection;
  if (filename === ':memory:') return 'memory';
  if ('directory' in fields) return { folder: String(fields.directory) };
  return typeof filename === 'string' ? { folder: path.dirname(filename) } : undefined;
}

function setting(config: RootConfigService, name: string): unknown {
  const database = config.getOptionalConfig('backend.database');
  return database?.getOptional(`plugin.berth.${name}`) ?? database?.getOptional(name);
}

function readOrMake(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    const secret = randomBytes(KEY_LENGTH).toString('base64');
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch {
    return readFileSync(file, 'utf8');
  }
}
