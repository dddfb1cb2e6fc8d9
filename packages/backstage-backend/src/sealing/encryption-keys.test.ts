import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readEncryptionKeys } from './encryption-keys.ts';

const SECRET = Buffer.alloc(32, 9).toString('base64');
const OTHER = Buffer.alloc(32, 8).toString('base64');

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
      { id: 2027, secret: SECRET },
      { id: 'old', secret: `${OTHER}\n` },
    ];
    expect(read({ berth: { encryption: { keys } } })).toEqual([
      { id: '2027', bytes: Buffer.alloc(32, 9) },
      { id: 'old', bytes: Buffer.alloc(32, 8) },
    ]);
  });

  test.each([
    ['c2hvcnQ=', 'too short'],
    [Buffer.alloc(33, 1).toString('base64'), 'too long'],
    [Buffer.alloc(32, 1).toString('hex'), 'hexadecimal'],
    [SECRET.replace('k', '*k'), 'with a sign that is not of base64'],
  ])('refuses %j, which is %s, and does not repeat it', secret => {
    const config = { berth: { encryption: { keys: [{ id: 'k1', secret }] } } };
    expect(messageOf(() => read(config))).toBe(
      'The secret of the encryption key "k1" is not 32 bytes in base64. Make one by "openssl rand -base64 32".',
    );
  });

  test.each(['two words', '-a', 'ü', 'a'.repeat(33)])('refuses the id %j', id => {
    expect(() => read({ berth: { encryption: { keys: [{ id, secret: SECRET }] } } })).toThrow(
      `The id ${JSON.stringify(id)} of an encryption key is not 1 to 32 letters, digits, ".", "_" or "-". Give it a short name, such as the year.`,
    );
  });

  test('refuses two of one id, and one secret under two ids', () => {
    const keysOf = (...keys: [id: string, secret: string][]) => ({
      berth: { encryption: { keys: keys.map(([id, secret]) => ({ id, secret })) } },
    });
    expect(messageOf(() => read(keysOf(['a', SECRET], ['a', OTHER])))).toBe(
      'Two encryption keys have the id "a". Give each key an id that no other has had.',
    );
    expect(messageOf(() => read(keysOf(['a', SECRET], ['b', SECRET])))).toBe(
      'The encryption keys "a" and "b" have the same secret. Make one by "openssl rand -base64 32" of them.',
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

  test('in development refuses to go without one where the database is not of this process', () => {
    vi.stubEnv('NODE_ENV', 'development');
    const connection = { host: 'db.example.com' };
    const databases = [
      { client: 'pg', connection },
      {
        client: 'better-sqlite3',
        connection: ':memory:',
        plugin: { berth: { client: 'pg', connection } },
      },
    ];
    for (const database of databases) {
      expect(() => read({ backend: { database } })).toThrow('Berth has no key to encrypt');
    }
    expect(warnings).toEqual([]);
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

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error('Nothing was thrown.');
}
