import path from 'node:path';
import { Writable } from 'node:stream';
import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  ConfigSources,
  FileConfigSource,
  loadConfigSchema,
  type ConfigSchema,
} from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';
import type { Check } from '@berth/backstage-plugin-berth-common';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { beforeAll, describe, expect, test } from 'vitest';
import { transports } from 'winston';
import { startBerth } from './berth-backend.ts';
import { newDatabase } from './databases.ts';

const SECRET = Buffer.alloc(32, 5).toString('base64');
/** What Backstage itself cannot go without. */
const APP = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};
const berth = {
  admins: ['group:default/platform'],
  encryption: { keys: [{ id: '1', secret: SECRET }] },
};

test('the development backend checks registries on this machine', async () => {
  const file = path.join(import.meta.dirname, '../dev/app-config.yaml');
  const whole = await ConfigSources.toConfig(FileConfigSource.create({ path: file }));
  const config = whole.get<JsonObject>('berth');
  whole.close();
  const berth = await startBerth({ database: newDatabase('SQLite'), config });
  const { url, stop, requests } = await startScriptedServer({ '*': [{ body: '{}' }] });
  const body = { registry: { server: url, connection: 'insecure' } };
  const { status } = (await berth.post('/checks', body).expect(200)).body as Check;
  expect(status.code).toBe('PUBLIC');
  expect(requests).not.toEqual([]);
  await Promise.all([berth.stop(), stop()]);
});

describe('the configuration', () => {
  let schema: ConfigSchema;

  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [path.join(import.meta.dirname, '../package.json')],
    });
  });

  const process = (data: JsonObject, visibility?: 'frontend' | 'backend' | 'secret') =>
    schema.process(
      [{ context: 'app-config.yaml', data: { ...APP, ...data } }],
      visibility && { visibility: [visibility] },
    );

  test('what Backstage loads from the package knows the fields, and which are secret', () => {
    expect(process({ berth })).toEqual([{ context: 'app-config.yaml', data: { ...APP, berth } }]);
    const [secret] = process({ berth }, 'secret');
    expect(secret?.data).toMatchObject({ berth: { encryption: { keys: [{ secret: SECRET }] } } });
    const [frontend] = process({ berth }, 'frontend');
    expect(JSON.stringify(frontend?.data)).not.toContain(SECRET);
  });

  test.each<[JsonObject, string]>([
    [{ encryption: { keys: [{ id: ['1'], secret: SECRET }] } }, 'must be string'],
    [{ encryption: { keys: { id: '1', secret: SECRET } } }, 'must be array'],
    [{ encryption: { keys: [{ id: '1' }] } }, "must have required property 'secret'"],
    [{ admins: 'group:default/platform' }, 'must be array'],
  ])('%# is refused, and the secret not repeated', (wrong, message) => {
    const refuse = () => process({ berth: wrong });
    expect(refuse).toThrow(/berth/);
    expect(refuse).toThrow(message);
    expect(refuse).not.toThrow(SECRET);
  });

  test('a key never reaches the log', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const logger = WinstonLogger.create({ transports: [new transports.Stream({ stream })] });
    const enumerate = await createConfigSecretEnumerator({
      logger: mockServices.logger.mock(),
      schema,
    });
    logger.addRedactions(enumerate(new ConfigReader({ berth })));
    logger.info(`The key is ${SECRET}`, { key: SECRET });
    expect(lines).toHaveLength(1);
    expect(lines.join()).toContain('The key is ***');
    expect(lines.join()).not.toContain(SECRET);
  });
});
