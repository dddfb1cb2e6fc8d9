import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Job } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { fakeRegistry } from './fake-registry.ts';

let registry: DockerRegistry;
let other: DockerRegistry;

beforeAll(async () => {
  registry = await startDockerRegistry({ auth: { kind: 'basic', users: { alice: 'hunter2' } } });
  other = await startDockerRegistry({
    auth: { kind: 'basic', users: { alice: 'hunter2', bob: 'letmein' } },
  });
});
afterAll(async () => {
  await registry.stop();
  await other.stop();
});

const login = (host = registry.host) => ({
  registry: host,
  username: 'alice',
  password: 'hunter2',
});
const authOf = (user: string) => ({ auth: Buffer.from(user).toString('base64') });

function configOf(job: Job): Record<string, Record<string, unknown>> {
  return JSON.parse(readFileSync(job.configFile, 'utf8')) as Record<
    string,
    Record<string, unknown>
  >;
}

function writeConfig(job: Job, config: object | string): string {
  const text = typeof config === 'string' ? config : JSON.stringify(config, undefined, '\t');
  mkdirSync(path.dirname(job.configFile), { recursive: true });
  writeFileSync(job.configFile, text);
  return text;
}

describe('log in', () => {
  test('one password for several registries, a line each', async () => {
    const job = startJob();
    const step = await job.main(login(`${registry.host}\n\n# a comment\n${other.host}`));
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('registries')).toBe(JSON.stringify([registry.host, other.host]));
    expect(configOf(job)['auths']).toEqual({
      [registry.host]: authOf('alice:hunter2'),
      [other.host]: authOf('alice:hunter2'),
    });
  });

  test('registry-auth beside registry, with user names of its own', async () => {
    const job = startJob();
    const list = `- registry: ${other.host}\n  username: bob\n  password: letmein`;
    const step = await job.main({ ...login(), 'registry-auth': list });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(configOf(job)['auths']).toEqual({
      [registry.host]: authOf('alice:hunter2'),
      [other.host]: authOf('bob:letmein'),
    });
  });

  test.each([
    ['scheme and path', (host: string) => `http://${host}/v2/`],
    ['white space', (host: string) => `  ${host}  `],
  ])('finds the host in an address with %s', async (_, address) => {
    const job = startJob();
    const step = await job.main(login(address(registry.host)));
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(Object.keys(configOf(job)['auths'] ?? {})).toEqual([registry.host]);
  });

  test('a wrong password fails the step and writes nothing', async () => {
    const job = startJob();
    const step = await job.main({ ...login(), password: 'wrong-password' });
    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.message).toContain(
      `Cannot log in to ${registry.host} as "alice": "${registry.host}"`,
    );
    expect(existsSync(job.configFile)).toBe(false);
    expect(step.state.size).toBe(0);
  });

  test('one refused login of two writes neither, and names the refused one', async () => {
    const job = startJob();
    const list = `- registry: ${other.host}\n  username: bob\n  password: wrong-password`;
    const step = await job.main({ ...login(), 'registry-auth': list });
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message.includes(other.host))).toEqual([true]);
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('a failure without a reason is a failure still', async () => {
    const fake = await fakeRegistry(response => response.writeHead(500).end());
    const step = await startJob().main({ ...login(fake.host), retries: '0' });
    await fake.stop();
    expect(step.exitCode).toBe(1);
    expect(step.annotations[0]?.message).toContain(`Cannot log in to ${fake.host} as "alice": `);
  });

  test('tries again after 502, and says so; never after 401', async () => {
    const statuses = [502, 503];
    const fake = await fakeRegistry((response, request) => {
      const status = statuses.shift();
      if (status) return response.writeHead(status, { 'retry-after': '0' }).end();
      if (request.headers.authorization) return response.writeHead(200).end('{}');
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    });
    const step = await startJob().main(login(fake.host));
    expect(step.exitCode).toBe(0);
    expect(step.log).toMatch(/502[^]*503/);
    const wrong = await startJob().main({ ...login(), password: 'wrong-password' });
    await fake.stop();
    expect(wrong.log).not.toMatch(/try|again/i);
  });

  test('keeps everything else in the Docker config, its layout and its mode', async () => {
    const job = startJob();
    writeConfig(
      job,
      '{\n  "HttpHeaders": {"X": "1"},\n  "auths": {"quay.io": {"auth": "eDp5"}},\n  "currentContext": "remote"\n}\n',
    );
    await job.main({ ...login(), logout: 'false' });
    expect(readFileSync(job.configFile, 'utf8')).toBe(
      `{\n  "HttpHeaders": {\n    "X": "1"\n  },\n  "auths": {\n    "quay.io": {\n      "auth": "eDp5"\n    },\n    "${registry.host}": {\n      "auth": "YWxpY2U6aHVudGVyMg=="\n    }\n  },\n  "currentContext": "remote"\n}\n`,
    );
  });

  test('a broken Docker config is left as it is', async () => {
    const job = startJob();
    const text = writeConfig(job, '{"auths": {"quay.io": {"auth": "c2VjcmV0OnM="}}');
    const step = await job.main(login());
    expect(step.exitCode).toBe(1);
    expect(step.annotations[0]?.message).toBe(
      `The Docker config "${job.configFile}" is broken: it is not a JSON object. Nothing was changed. Mend or delete the file, or name another folder in DOCKER_CONFIG.`,
    );
    expect(readFileSync(job.configFile, 'utf8')).toBe(text);
    expect(await step.post()).toMatchObject({ exitCode: 0, annotations: [] });
    expect(readFileSync(job.configFile, 'utf8')).toBe(text);
  });
});

test('says what keeps Docker from using the login, and undoes it', async () => {
  const job = startJob();
  // An entry without a colon makes Docker refuse the whole file.
  const before = writeConfig(job, { auths: { 'quay.io': { auth: 'bm9jb2xvbg==' } } });
  const step = await job.main(login());
  expect(step.exitCode).toBe(1);
  expect(step.annotations).toHaveLength(1);
  expect(step.annotations[0]?.message).toContain(
    `The login for ${registry.host} is in "${job.configFile}", but docker does not use it: `,
  );
  expect(step.annotations[0]?.message).toContain('quay.io');
  expect(await step.post()).toMatchObject({ exitCode: 0, annotations: [] });
  expect(readFileSync(job.configFile, 'utf8')).toBe(before);
});

test('a run that is cancelled while the registry does not answer leaves nothing', async () => {
  const fake = await fakeRegistry(() => undefined);
  const job = startJob();
  const step = await job.main(login(fake.host), { cancelAfter: 500 });
  await fake.stop();
  expect(step.exitCode).not.toBe(0);
  expect((await step.post()).exitCode).toBe(0);
  expect([...readdirSync(job.home), ...readdirSync(job.temp)]).toEqual([]);
});

describe('isolated', () => {
  test('a config of this job alone, with the logins that were there', async () => {
    const job = startJob();
    const before = writeConfig(job, { auths: { 'quay.io': { auth: 'eDp5' } }, proxies: {} });
    mkdirSync(path.join(path.dirname(job.configFile), 'contexts'));
    const step = await job.main({ ...login(), config: 'isolated' });
    const folder = step.outputs.get('config-dir') ?? '';

    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(folder.startsWith(job.temp)).toBe(true);
    expect(Object.fromEntries(step.environment)).toEqual({
      DOCKER_CONFIG: folder,
      REGISTRY_AUTH_FILE: path.join(folder, 'config.json'),
    });
    expect(existsSync(path.join(folder, 'contexts'))).toBe(true);
    expect(JSON.parse(readFileSync(path.join(folder, 'config.json'), 'utf8'))).toEqual({
      auths: { 'quay.io': { auth: 'eDp5' }, [registry.host]: authOf('alice:hunter2') },
      proxies: {},
    });
    expect(readFileSync(job.configFile, 'utf8')).toBe(before);

    expect(await step.post()).toMatchObject({ exitCode: 0, annotations: [] });
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(path.join(path.dirname(job.configFile), 'contexts'))).toBe(true);
    expect(readFileSync(job.configFile, 'utf8')).toBe(before);
  });
});
