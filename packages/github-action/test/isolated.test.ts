import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Job, type Step } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { fakeHelper } from './fake-helper.ts';

const execute = promisify(execFile);
const USERS = { alice: 'hunter2', bob: 'letmein' };
let registry: DockerRegistry;
let second: DockerRegistry;

beforeAll(async () => {
  registry = await startDockerRegistry({ auth: { kind: 'basic', users: USERS } });
  second = await startDockerRegistry({ auth: { kind: 'basic', users: USERS } });
});
afterAll(() => Promise.all([registry.stop(), second.stop()]));

const alice = () => ({ registry: registry.host, username: 'alice', password: 'hunter2' });
const bob = () => ({ registry: registry.host, username: 'bob', password: 'letmein' });
const isolated = { config: 'isolated' };
const entry = (pair: string) => ({ auth: Buffer.from(pair).toString('base64') });
const CLEAN = { exitCode: 0, stderr: '', annotations: [] };

interface Config {
  readonly auths?: Record<string, unknown>;
  readonly credHelpers?: Record<string, string>;
}
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Config;

function write(file: string, config: unknown): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const text = JSON.stringify(config);
  writeFileSync(file, text, { mode: 0o600 });
  return text;
}

const exported = (step: Step) => Object.fromEntries(step.environment) as Record<string, string>;

/** Runs a program as a step that follows, and returns what it prints. */
async function later(
  job: Job,
  environment: Readonly<Record<string, string | undefined>>,
  ...[program, ...parameters]: [string, ...string[]]
): Promise<string> {
  const base = { PATH: process.env['PATH'], HOME: job.home, DOCKER_HOST: 'tcp://127.0.0.1:1' };
  const { stdout } = await execute(program, parameters, { env: { ...base, ...environment } });
  return stdout.trim();
}

/** Who podman and skopeo log in as. */
const podmanUser = (job: Job, environment: Record<string, string>, host: string) =>
  Promise.all(
    ['podman', 'skopeo'].map(program =>
      later(job, environment, program, 'login', '--get-login', host),
    ),
  );

/** As whom Docker logs in with what it finds: what it would send to its daemon. */
async function dockerUser(
  job: Job,
  environment: Record<string, string | undefined>,
  host: string,
): Promise<string | undefined> {
  const bodies: string[] = [];
  const daemon = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const isLogin = request.url?.endsWith('/auth');
      if (isLogin) bodies.push(Buffer.concat(chunks).toString());
      // Refused, so that Docker does not write anything down.
      response.writeHead(isLogin ? 401 : 200, { 'api-version': '1.41' }).end('{}');
    });
  });
  daemon.listen(0, '127.0.0.1');
  await once(daemon, 'listening');
  const { port } = daemon.address() as AddressInfo;
  const variables = { ...environment, DOCKER_HOST: `tcp://127.0.0.1:${port}` };
  await later(job, variables, 'docker', 'login', host).catch(() => undefined);
  daemon.closeAllConnections();
  daemon.close();
  return (JSON.parse(bodies[0] ?? '{}') as { readonly username?: string }).username;
}

describe('an isolated config', () => {
  test('serves docker, podman and skopeo, with the logins that were there', async () => {
    const job = startJob();
    const before = write(job.configFile, { auths: { [second.host]: entry('bob:letmein') } });
    const step = await job.main({ ...alice(), ...isolated });
    const environment = exported(step);
    expect(await podmanUser(job, environment, registry.host)).toEqual(['alice', 'alice']);
    expect(await podmanUser(job, environment, second.host)).toEqual(['bob', 'bob']);
    expect(await dockerUser(job, environment, registry.host)).toBe('alice');
    expect(await dockerUser(job, environment, second.host)).toBe('bob');
    expect(await dockerUser(job, {}, registry.host)).toBe(undefined);
    expect(await step.post()).toMatchObject(CLEAN);
    expect(readFileSync(job.configFile, 'utf8')).toBe(before);
  });

  test('keeps contexts and plugins, and a context that is chosen stays this job’s own', async () => {
    const job = startJob();
    const elsewhere = ['context', 'create', 'elsewhere', '--docker', 'host=tcp://127.0.0.1:9'];
    const plain = { DOCKER_HOST: undefined };
    await later(job, plain, 'docker', ...elsewhere);
    await later(job, plain, 'docker', 'context', 'use', 'elsewhere');
    const plugin = path.join(job.home, '.docker/cli-plugins/docker-hello');
    mkdirSync(path.dirname(plugin));
    writeFileSync(plugin, PLUGIN, { mode: 0o755 });
    const before = readFileSync(job.configFile, 'utf8');

    const step = await job.main({ ...alice(), ...isolated });
    const environment = { ...exported(step), ...plain };
    expect(await later(job, environment, 'docker', 'context', 'show')).toBe('elsewhere');
    expect(await later(job, environment, 'docker', 'hello')).toBe('hello');
    await later(job, environment, 'docker', 'context', 'use', 'default');
    expect(await later(job, plain, 'docker', 'context', 'show')).toBe('elsewhere');

    expect(await step.post()).toMatchObject(CLEAN);
    expect(readFileSync(job.configFile, 'utf8')).toBe(before);
    expect(await later(job, plain, 'docker', 'context', 'show')).toBe('elsewhere');
    expect(await later(job, plain, 'docker', 'hello')).toBe('hello');
  });

  test('never writes into a credential helper, which other jobs use too', async () => {
    const [job, other] = [startJob(), startJob()];
    const helper = fakeHelper(job.workspace);
    helper.keep(second.host, { Username: 'bob', Secret: 'letmein' });
    helper.keep(registry.host, { Username: 'eve', Secret: 'earlier' });
    const config = { credsStore: 'fake', credHelpers: { 'quay.io': 'fake' } };
    for (const { configFile } of [job, other]) write(configFile, config);
    const step = await job.main({ ...alice(), ...isolated }, helper);
    const later = await other.main({ ...bob(), ...isolated }, helper);
    expect([step, later]).toMatchObject([CLEAN, CLEAN]);

    const environment = { ...exported(step), ...helper.environment };
    expect(await dockerUser(job, environment, registry.host)).toBe('alice');
    expect(await dockerUser(job, environment, second.host)).toBe('bob');
    expect(await podmanUser(job, environment, registry.host)).toEqual(['alice', 'alice']);
    expect(await step.post()).toMatchObject(CLEAN);
    expect(await podmanUser(other, exported(later), registry.host)).toEqual(['bob', 'bob']);
    expect(await later.post()).toMatchObject(CLEAN);
    expect(helper.kept(registry.host)).toEqual({ Username: 'eve', Secret: 'earlier' });
  });

  test('takes a registry out of credHelpers, and leaves the others there', async () => {
    const job = startJob();
    const credHelpers = { [registry.host]: 'missing', 'quay.io': 'other' };
    write(job.configFile, { credHelpers });
    const step = await job.main({ ...alice(), ...isolated });
    const environment = exported(step);
    expect(read(path.join(environment['DOCKER_CONFIG'] ?? '', 'config.json'))).toEqual({
      credHelpers: { 'quay.io': 'other' },
      auths: { [registry.host]: entry('alice:hunter2') },
    });
    expect(await podmanUser(job, environment, registry.host)).toEqual(['alice', 'alice']);
    expect(await dockerUser(job, environment, registry.host)).toBe('alice');
    expect(await step.post()).toMatchObject(CLEAN);
  });

  test('gives podman what it found in a file of its own, and Docker what it found', async () => {
    const job = startJob();
    const authFile = path.join(job.workspace, 'podman.json');
    const before = write(authFile, { auths: { [second.host]: entry('bob:letmein') } });
    write(job.configFile, { auths: { [second.host]: entry('alice:hunter2') } });
    const step = await job.main(
      { ...alice(), ...isolated },
      { environment: { REGISTRY_AUTH_FILE: authFile } },
    );
    const environment = exported(step);
    expect(await podmanUser(job, environment, registry.host)).toEqual(['alice', 'alice']);
    expect(await podmanUser(job, environment, second.host)).toEqual(['bob', 'bob']);
    expect(await dockerUser(job, environment, second.host)).toBe('alice');
    const folder = environment['DOCKER_CONFIG'] ?? '';
    expect(read(path.join(folder, 'config.json')).auths).toEqual({
      [registry.host]: entry('alice:hunter2'),
      [second.host]: entry('alice:hunter2'),
    });
    const post = await step.post();
    expect(post).toMatchObject(CLEAN);
    expect(readFileSync(authFile, 'utf8')).toBe(before);
    expect(exported({ ...step, ...post })).toEqual({
      DOCKER_CONFIG: '',
      REGISTRY_AUTH_FILE: authFile,
    });
  });

  test('has the logins of podman’s default file before those of Docker', async () => {
    const job = startJob();
    const runtime = path.join(job.home, 'run');
    const auths = { [second.host]: entry('bob:letmein') };
    write(path.join(runtime, 'containers/auth.json'), { auths });
    write(job.configFile, {
      auths: { [second.host]: entry('eve:x'), 'quay.io': entry('carol:y') },
    });
    const environment = { XDG_RUNTIME_DIR: runtime };
    const step = await job.main({ ...alice(), ...isolated }, { environment });
    const all = { ...environment, ...exported(step) };
    const users = [registry.host, second.host, 'quay.io'].map(host => podmanUser(job, all, host));
    expect((await Promise.all(users)).map(([user]) => user)).toEqual(['alice', 'bob', 'carol']);
    expect(await step.post()).toMatchObject(CLEAN);
    expect(read(path.join(runtime, 'containers/auth.json'))).toEqual({ auths });
  });

  test('gives the variables back, so that later post steps find the config', async () => {
    const job = startJob();
    const outer = await job.main({ ...alice(), ...isolated });
    const inner = await job.main(
      { ...bob(), registry: second.host, ...isolated },
      { environment: exported(outer) },
    );
    const environment = exported(inner);
    expect(await podmanUser(job, environment, registry.host)).toEqual(['alice', 'alice']);
    expect(await podmanUser(job, environment, second.host)).toEqual(['bob', 'bob']);
    const first = await inner.post();
    expect(Object.fromEntries(first.environment)).toEqual(exported(outer));
    expect(existsSync(environment['DOCKER_CONFIG'] ?? '')).toBe(false);
    const last = await outer.post();
    expect(Object.fromEntries(last.environment)).toEqual({
      DOCKER_CONFIG: '',
      REGISTRY_AUTH_FILE: '',
    });
    expect([...readdirSync(job.home), ...readdirSync(job.temp)]).toEqual([]);
    // Empty means the same as not there.
    write(job.configFile, { auths: { 'quay.io': entry('carol:y') } });
    const given = Object.fromEntries(last.environment);
    expect(await podmanUser(job, given, 'quay.io')).toEqual(['carol', 'carol']);
  });

  test('does not give back a variable that somebody has changed since', async () => {
    const job = startJob();
    const step = await job.main({ ...alice(), ...isolated });
    const post = await step.post({ DOCKER_CONFIG: '/elsewhere' });
    expect(Object.fromEntries(post.environment)).toEqual({ REGISTRY_AUTH_FILE: '' });
  });

  test.each(['isolated', 'shared'])('%s after the other ends clean', async later => {
    const job = startJob();
    const before = write(job.configFile, { auths: { [registry.host]: entry('eve:earlier') } });
    const earlier = later === 'shared' ? 'isolated' : 'shared';
    const first = await job.main({ ...alice(), config: earlier });
    const inner = await job.main({ ...bob(), config: later }, { environment: exported(first) });
    const environment = { ...exported(first), ...exported(inner) };
    expect(await podmanUser(job, environment, registry.host)).toEqual(['bob', 'bob']);
    expect(await inner.post()).toMatchObject(CLEAN);
    expect(await podmanUser(job, exported(first), registry.host)).toEqual(['alice', 'alice']);
    expect(await first.post()).toMatchObject(CLEAN);
    expect(readFileSync(job.configFile, 'utf8')).toBe(before);
    expect(readdirSync(job.temp)).toEqual([]);
  });
});

describe('a shared config', () => {
  test('is podman’s own file too, where that would hide the login', async () => {
    const job = startJob();
    const authFile = path.join(job.workspace, 'podman.json');
    const before = write(authFile, { auths: { [registry.host]: entry('eve:earlier') } });
    const environment = { REGISTRY_AUTH_FILE: authFile };
    const step = await job.main(alice(), { environment });
    expect(step).toMatchObject(CLEAN);
    expect(await podmanUser(job, environment, registry.host)).toEqual(['alice', 'alice']);
    expect(await dockerUser(job, environment, registry.host)).toBe('alice');
    expect(await step.post()).toMatchObject(CLEAN);
    expect(readFileSync(authFile, 'utf8')).toBe(before);
    expect(readdirSync(job.workspace)).toEqual(['podman.json']);
    expect(readdirSync(job.home)).toEqual([]);
  });

  test('is podman’s own file too, where the variable names one that is not there yet', async () => {
    const job = startJob();
    const environment = { REGISTRY_AUTH_FILE: path.join(job.workspace, 'new/auth.json') };
    const step = await job.main(alice(), { environment });
    expect(await podmanUser(job, environment, registry.host)).toEqual(['alice', 'alice']);
    expect(await step.post()).toMatchObject(CLEAN);
    expect([...readdirSync(job.workspace), ...readdirSync(job.home)]).toEqual([]);
  });
});

const PLUGIN = `#!/bin/sh
case "$1" in
  docker-cli-plugin-metadata) echo '{"SchemaVersion":"0.1.0","Vendor":"Berth","Version":"1"}' ;;
  *) echo hello ;;
esac
`;
