import { explainPull } from '@berth/core';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, runProgram } from './program.ts';
import { Random } from './random.ts';
import { startRecordingRegistry, type RecordingRegistry } from './recording-registry.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'berth-explain-pull-'));
const helper = `#!/bin/sh
echo '{"ServerURL":"","Username":"helper","Secret":"hunter2"}'
`;
let registry: RecordingRegistry;

beforeAll(async () => {
  registry = await startRecordingRegistry();
  writeFileSync(path.join(folder, 'docker-credential-berth-test'), helper, { mode: 0o755 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await registry.stop();
});

interface Config {
  readonly auths: Readonly<Record<string, object>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

/** Spellings of the host, its neighbours, and what an entry may look like. */
function configs(host: string, repository: string, count: number): Config[] {
  const random = new Random(11);
  const [team = ''] = repository.split('/');
  const keys = [
    ...[host, `https://${host}`, `http://${host}`, `${host}/`, `${host}/v1/`, `https://${host}/v2`],
    ...[`${host}/${team}`, `${host}/${repository}`, `${host}/${team.slice(0, 2)}`, `${host}0`],
    ...[`https://${host}/${team}`, `https://`, host.toUpperCase(), ` ${host}`, `http://`],
  ];
  return Array.from({ length: count }, () => {
    const names = new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(keys)));
    const entries = [...names].map((key, index) => [key, entry(`user${index}`, random)] as const);
    const helpers = { credHelpers: { [random.pick([host, 'ghcr.io'])]: 'berth-test' } };
    return {
      auths: Object.fromEntries(entries),
      ...(random.below(8) === 0 && helpers),
      ...(random.below(16) === 0 && { credsStore: 'berth-test' }),
    };
  });
}

function entry(user: string, random: Random): object {
  const auth = Buffer.from(`${user}:hunter2`).toString('base64');
  return random.pick([
    ...Array.from({ length: 8 }, () => ({ auth })),
    { auth, username: 'other', password: 'x' },
    { AUTH: `${auth.slice(0, 4)}\n${auth.slice(4)}` },
    { username: user, password: 'hunter2' },
    {},
  ]);
}

/** What the program sent must be what we say; where we say chance, one of those. */
async function compare(
  client: 'docker' | 'podman',
  pull: (image: string, folder: string) => Promise<unknown>,
): Promise<number> {
  let sent = 0;
  const repository = `${client}-team/app`;
  const host = `localhost:${registry.port}`;
  for (const [index, config] of configs(host, repository, 100).entries()) {
    const own = `${repository}${index}`;
    const text = JSON.stringify(config).replaceAll(repository, own);
    const configFolder = path.join(folder, `${client}-${index}`);
    mkdirSync(configFolder);
    writeFileSync(path.join(configFolder, 'config.json'), text);
    await pull(`${host}/${own}:v1`, configFolder);

    const { tried, ambiguous, helper } = explainPull(`${host}/${own}:v1`, text, client);
    const expected = helper === undefined ? tried.map(({ username }) => username) : ['helper'];
    const users = registry.usersOf(own);
    const context = `${text} ambiguous: ${ambiguous}`;
    if (ambiguous)
      expect([context, ...expected]).toEqual(expect.arrayContaining([context, ...users]));
    else expect([context, ...users]).toEqual([context, ...expected]);
    sent += users.length;
  }
  return sent;
}

const environment = { PATH: `${folder}:${process.env.PATH}`, HOME: folder };

describe.skipIf(!isInstalled('skopeo', 'required'))(
  'skopeo (skipped where it is not installed)',
  () => {
    test('sends the login that we name', async () => {
      const sent = await compare('podman', (image, config) => {
        const file = path.join(config, 'config.json');
        const options = ['--raw', '--tls-verify=false', '--authfile', file];
        return runProgram('skopeo', ['inspect', ...options, `docker://${image}`], { environment });
      });

      expect(sent).toBeGreaterThan(40);
    });
  },
);

// Its client side alone, without a daemon. Newer Debians have it in a package of its own.
describe.skipIf(!isInstalled('docker', 'optional'))(
  'docker (skipped where it is not installed)',
  () => {
    test('sends the login that we name', async () => {
      const sent = await compare('docker', (image, config) =>
        runProgram('docker', ['--config', config, 'manifest', 'inspect', '--insecure', image], {
          environment: { ...environment, DOCKER_CLI_EXPERIMENTAL: 'enabled' },
        }),
      );

      expect(sent).toBeGreaterThan(40);
    });
  },
);
