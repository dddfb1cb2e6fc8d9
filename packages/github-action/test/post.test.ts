import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Job } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';

const USERS = { alice: 'hunter2', bob: 'letmein' };
let registry: DockerRegistry;
let second: DockerRegistry;

beforeAll(async () => {
  registry = await startDockerRegistry({ auth: { kind: 'basic', users: USERS } });
  second = await startDockerRegistry({ auth: { kind: 'basic', users: USERS } });
});
afterAll(async () => {
  await registry.stop();
  await second.stop();
});

const alice = () => ({ registry: registry.host, username: 'alice', password: 'hunter2' });
const bob = () => ({ registry: registry.host, username: 'bob', password: 'letmein' });
const entry = (pair: string) => ({ auth: Buffer.from(pair).toString('base64') });
const NOTHING_TO_SAY = { exitCode: 0, stderr: '', annotations: [] };

function write(job: Job, config: unknown): string {
  mkdirSync(path.dirname(job.configFile), { recursive: true });
  const text = JSON.stringify(config, undefined, '\t');
  writeFileSync(job.configFile, text);
  return text;
}

const read = (job: Job) => readFileSync(job.configFile, 'utf8');
const authsIn = (job: Job) => (JSON.parse(read(job)) as { auths: Record<string, unknown> }).auths;

describe('post', () => {
  test('takes every login out again, of every registry', async () => {
    const job = startJob();
    const step = await job.main({ ...alice(), registry: `${registry.host}\n${second.host}` });
    expect(Object.keys(authsIn(job))).toEqual([registry.host, second.host]);
    expect(await step.post()).toMatchObject(NOTHING_TO_SAY);
    expect(readdirSync(job.home)).toEqual([]);
    expect(readdirSync(job.temp)).toEqual([]);
  });

  test('puts the login back that was there before', async () => {
    const job = startJob();
    const before = write(job, { auths: { [registry.host]: entry('eve:earlier') }, x: 1 });
    const step = await job.main(alice());
    expect(authsIn(job)[registry.host]).toEqual(entry('alice:hunter2'));
    expect(await step.post()).toMatchObject(NOTHING_TO_SAY);
    expect(read(job)).toBe(before);
  });

  test('restores the bytes of an oddly written file, and its mode', async () => {
    const job = startJob();
    write(job, {});
    const before = '\n{ "auths" :{}, "n": 1.0,\r\n "credHelpers":null }  \n';
    writeFileSync(job.configFile, before);
    chmodSync(job.configFile, 0o640);
    const step = await job.main(alice());
    expect(statSync(job.configFile).mode & 0o777).toBe(0o640);
    expect(await step.post()).toMatchObject(NOTHING_TO_SAY);
    expect(read(job)).toBe(before);
    expect(statSync(job.configFile).mode & 0o777).toBe(0o640);
  });

  test('leaves what others have added since', async () => {
    const job = startJob();
    const step = await job.main(alice());
    write(job, { auths: { ...authsIn(job), 'quay.io': entry('x:y') } });
    expect(await step.post()).toMatchObject(NOTHING_TO_SAY);
    expect(authsIn(job)).toEqual({ 'quay.io': entry('x:y') });
  });

  test('leaves a login that somebody else has changed since, with a warning', async () => {
    const job = startJob();
    const step = await job.main(alice());
    write(job, { auths: { [registry.host]: entry('eve:later') } });
    const post = await step.post();
    expect(post.exitCode).toBe(0);
    expect(post.annotations).toEqual([
      {
        level: 'warning',
        title: undefined,
        message: `The login for ${registry.host} was changed by somebody else after this step. It stays.`,
      },
    ]);
    expect(authsIn(job)).toEqual({ [registry.host]: entry('eve:later') });
  });

  test('logout: false keeps the login, and no copy of it elsewhere', async () => {
    const job = startJob();
    const step = await job.main({ ...alice(), logout: 'false' });
    expect(await step.post()).toMatchObject(NOTHING_TO_SAY);
    expect(authsIn(job)).toEqual({ [registry.host]: entry('alice:hunter2') });
    expect(readdirSync(job.temp)).toEqual([]);
    expect(readdirSync(path.dirname(job.configFile))).toEqual(['config.json']);
  });

  test('follows a link to the config, and leaves it a link', async () => {
    const job = startJob();
    const target = path.join(temporaryFolder('elsewhere'), 'docker.json');
    mkdirSync(path.dirname(job.configFile));
    symlinkSync(target, job.configFile);
    const step = await job.main(alice());
    expect(JSON.parse(readFileSync(target, 'utf8'))).toEqual({
      auths: { [registry.host]: entry('alice:hunter2') },
    });
    expect(await step.post()).toMatchObject(NOTHING_TO_SAY);
    expect(existsSync(target)).toBe(false);
  });

  test('honours DOCKER_CONFIG', async () => {
    const job = startJob();
    const folder = path.join(temporaryFolder('elsewhere'), 'docker');
    const step = await job.main(alice(), { environment: { DOCKER_CONFIG: folder } });
    expect(step.outputs.get('config-dir')).toBe(folder);
    expect(readdirSync(folder)).toContain('config.json');
    expect(readdirSync(job.home)).toEqual([]);
    await step.post();
    expect(existsSync(folder)).toBe(false);
  });

  test('logs out after a step that failed behind the login', async () => {
    const job = startJob();
    // No file system takes a name of that length, which only shows when the file is written.
    const step = await job.main({ ...alice(), 'pull-secret-file': 'x'.repeat(300) });
    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
    expect(Object.keys(authsIn(job))).toEqual([registry.host]);
    expect(await step.post()).toMatchObject(NOTHING_TO_SAY);
    expect(readdirSync(job.home)).toEqual([]);
  });

  test('has nothing to do where main never came that far', async () => {
    const step = await startJob().main({ registry: 'hub.docker.com', password: 'hunter2' });
    expect(step.exitCode).toBe(1);
    expect(await step.post()).toMatchObject({ ...NOTHING_TO_SAY, stdout: '' });
  });
});

describe('two runs on one config', () => {
  const jobs = () => {
    const first = startJob();
    return [first, startJob({ home: first.home })] as const;
  };

  test('same login: the first to end does not log the other out', async () => {
    const [a, b] = jobs();
    const first = await a.main(alice());
    const later = await b.main(alice());
    expect((await first.post()).log).toContain(`Another job uses ${registry.host} now`);
    expect(authsIn(b)).toEqual({ [registry.host]: entry('alice:hunter2') });
    expect(await later.post()).toMatchObject(NOTHING_TO_SAY);
    expect(readdirSync(a.home)).toEqual([]);
  });

  test('another login: the last to end does not bring the first back', async () => {
    const [a, b] = jobs();
    const before = write(a, { auths: { [registry.host]: entry('eve:earlier') } });
    const first = await a.main(alice());
    const later = await b.main(bob());
    await first.post();
    expect(authsIn(b)).toEqual({ [registry.host]: entry('bob:letmein') });
    expect(await later.post()).toMatchObject(NOTHING_TO_SAY);
    expect(read(a)).toBe(before);
  });

  test('the later ends first: the earlier login is there again', async () => {
    const [a, b] = jobs();
    const first = await a.main(alice());
    const later = await b.main(bob());
    expect(await later.post()).toMatchObject(NOTHING_TO_SAY);
    expect(authsIn(a)).toEqual({ [registry.host]: entry('alice:hunter2') });
    expect(await first.post()).toMatchObject(NOTHING_TO_SAY);
    expect(readdirSync(a.home)).toEqual([]);
  });

  test('ten at once: no login is lost, and nothing is left behind', async () => {
    const one = startJob();
    const all = Array.from({ length: 10 }, () => startJob({ home: one.home }));
    const hosts = all.map((_, at) => `http://127.0.0.1:${at % 2 ? registry.port : second.port}`);
    const steps = await Promise.all(
      all.map((job, at) => job.main({ ...alice(), registry: hosts[at] ?? '' })),
    );
    expect(steps.map(step => step.exitCode)).toEqual(all.map(() => 0));
    expect(Object.keys(authsIn(one)).sort()).toEqual([registry.host, second.host].sort());
    const posts = await Promise.all(steps.map(step => step.post()));
    expect(posts.map(post => post.annotations)).toEqual(all.map(() => []));
    expect(readdirSync(one.home)).toEqual([]);
  });
});
