import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readEncryptionKeys } from './encryption-keys.ts';

const SECRET = Buffer.alloc(32, 9).toString('base64');

describe('readEncryptionKeys', () => {
  let folder: string;
  let warnings: string[];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'berth-keys-'));
    warnings = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });

  function read(config: JsonObject) {
    const warn = (message: string) => void warnings.push(message);
    return readEncryptionKeys(new ConfigReader(config), { warn } as unknown as LoggerService);
  }

  test('takes those of the configuration, in their order', () => {
    const keys = [
      { id: 'new', secret: SECRET },
      { id: 'old', secret: SECRET },
    ];
    expect(read({ berth: { encryption: { keys } } })).toEqual([
      { id: 'new', bytes: Buffer.alloc(32, 9) },
      { id: 'old', bytes: Buffer.alloc(32, 9) },
    ]);
  });

  test('refuses a key of another length, and does not repeat it', () => {
    const keys = [{ id: 'short', secret: 'c2hvcnQ=' }];
    expect(() => read({ berth: { encryption: { keys } } })).toThrow(
      'The secret of the encryption key "short" is not 32 bytes in base64. Make one by "openssl rand -base64 32".',
    );
  });

  test.each(['production', 'test', ''])('refuses to go without one where NODE_ENV is %j', env => {
    vi.stubEnv('NODE_ENV', env);
    expect(() => read({})).toThrow(
      'Berth has no key to encrypt credentials with. Make one by "openssl rand -base64 32", and set berth.encryption.keys to [{ id: "1", secret: <it> }].',
    );
  });

  test('in development makes one beside the database, for its owner only, and says so', () => {
    vi.stubEnv('NODE_ENV', 'development');
    const config = {
      backend: { database: { client: 'better-sqlite3', connection: { directory: folder } } },
    };
    const [made] = read(config);
    const file = path.join(folder, 'berth-development-key');
    expect(warnings).toEqual([`Berth encrypts with the key in "${file}": for development only.`]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(read(config)).toEqual([made]);
  });

  test('in development with a database in memory has one that ends with it', () => {
    vi.stubEnv('NODE_ENV', 'development');
    const config = { backend: { database: { connection: ':memory:' } } };
    expect(read(config)[0].bytes).not.toEqual(read(config)[0].bytes);
    expect(warnings[0]).toBe(
      'Berth encrypts with a key that ends with this process: for development only.',
    );
  });
});
