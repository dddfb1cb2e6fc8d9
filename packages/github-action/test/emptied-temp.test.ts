import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJob, type Job, type Step } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { fingerprintOf } from '../src/docker-config/record-note.ts';
import { fakeHelper } from './fake-helper.ts';

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
const entry = (pair: string) => ({ auth: Buffer.from(pair).toString('base64') });
const loggedOut = () => ({ exitCode: 0, stderr: '', stdout: `Logged out of ${registry.host}.\n` });

/** `rm -rf $RUNNER_TEMP/*`, as clean-up steps on one's own runners have it. */
function empty({ temp }: Job): void {
  for (const name of readdirSync(temp)) rmSync(path.join(temp, name), { recursive: true });
}

function write(job: Job, config: unknown): void {
  mkdirSync(path.dirname(job.configFile), { recursive: true });
  writeFileSync(job.configFile, JSON.stringify(config, undefined, '\t'));
}

const read = (job: Job) => JSON.parse(readFileSync(job.configFile, 'utf8')) as object;

function fingerprintsIn({ state }: Step): readonly number[] {
  const note = JSON.parse(state.get('undo-0') ?? '') as { logins: { fingerprint: number }[] };
  return note.logins.map(({ fingerprint }) => fingerprint);
}

test('a login is taken out although somebody has emptied the temporary folder', async () => {
  const job = startJob();
  const step = await job.main({ ...alice(), registry: `${registry.host}\n${second.host}` });
  empty(job);
  const post = await step.post();
  expect(post).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
  expect(post.stdout).toBe(`Logged out of ${registry.host}.\nLogged out of ${second.host}.\n`);
  expect(readdirSync(job.home)).toEqual([]);
  expect(readdirSync(job.temp)).toEqual([]);
});

test('the runner is given nothing from which the login could be told', async () => {
  const step = await startJob().main(alice());
  const [fingerprint] = fingerprintsIn(step);
  expect(JSON.parse(step.state.get('undo-0') ?? '')).toHaveProperty('logins', [
    { key: registry.host, fingerprint, before: 'nothing' },
  ]);
  expect(fingerprint).toBeLessThan(2 ** 16);
});

test('of one login the runner is given the same bits by every run and for every registry', async () => {
  const registries = `${registry.host}\n${second.host}`;
  const [one, other] = await Promise.all(
    [startJob(), startJob()].map(job => job.main({ ...alice(), registry: registries })),
  );
  const fingerprints = [one, other].flatMap(step => (step ? fingerprintsIn(step) : []));
  expect(fingerprints).toEqual(Array(4).fill(fingerprintOf(entry('alice:hunter2'))));
});

test('an earlier login that cannot be put back is named, and everything else stays', async () => {
  const job = startJob();
  const others = { 'quay.io': entry('x:y') };
  write(job, { auths: { [registry.host]: entry('eve:earlier'), ...others }, later: 1 });
  const step = await job.main(alice());
  empty(job);
  const post = await step.post();
  expect(post.exitCode).toBe(0);
  expect(post.annotations).toEqual([
    {
      level: 'warning',
      title: undefined,
      message: `The earlier login for ${registry.host} in "${job.configFile}" cannot be put back: somebody has deleted "${step.state.get('undo')}", which had it. Log in there again, and empty no RUNNER_TEMP before the job ends.`,
    },
  ]);
  expect(read(job)).toEqual({ auths: others, later: 1 });
  expect(readdirSync(path.dirname(job.configFile))).toEqual(['config.json']);
});

test('nothing was there before two steps of a job that log in at one place, and nothing is said', async () => {
  const job = startJob();
  const first = await job.main(alice());
  const later = await job.main(bob());
  empty(job);
  expect(await later.post()).toMatchObject(loggedOut());
  expect(await first.post()).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
  expect(read(job)).toEqual({});
});

test('an earlier login that went with two steps of a job is named once', async () => {
  const job = startJob();
  write(job, { auths: { [registry.host]: entry('eve:earlier') } });
  const first = await job.main(alice());
  const later = await job.main(bob());
  empty(job);
  const posts = [await later.post(), await first.post()];
  const messages = posts.flatMap(({ annotations }) => annotations.map(({ message }) => message));
  expect(messages).toEqual([expect.stringContaining(`The earlier login for ${registry.host} in`)]);
  expect(read(job)).toEqual({});
});

test('an earlier login that another job had and has handed over is named', async () => {
  const a = startJob();
  write(a, { auths: { [registry.host]: entry('eve:earlier') } });
  const b = startJob({ home: a.home });
  const first = await a.main(alice());
  const later = await b.main(bob());
  expect(await first.post()).toMatchObject({ exitCode: 0, annotations: [] });
  empty(b);
  const { annotations } = await later.post();
  expect(annotations.map(({ message }) => message)).toEqual([
    expect.stringContaining(`The earlier login for ${registry.host} in`),
  ]);
});

test('a login that somebody else has changed since stays, with a warning', async () => {
  const job = startJob();
  const step = await job.main(alice());
  empty(job);
  write(job, { auths: { [registry.host]: entry('eve:later') } });
  const post = await step.post();
  expect(post.annotations.map(({ message }) => message)).toEqual([
    `The login for ${registry.host} was changed by somebody else after this step. It stays.`,
  ]);
  expect(read(job)).toEqual({ auths: { [registry.host]: entry('eve:later') } });
  expect(readdirSync(path.dirname(job.configFile))).toEqual(['config.json']);
});

test('a file that somebody has broken is named with the logins that may be in it', async () => {
  const job = startJob();
  const step = await job.main(alice());
  empty(job);
  writeFileSync(job.configFile, '{"auths":');
  const post = await step.post();
  expect(post.exitCode).toBe(1);
  expect(post.annotations.map(({ message }) => message)).toEqual([
    `The login for ${registry.host} may still be there.`,
    `The Docker config "${job.configFile}" is broken: it is not a JSON object. Nothing was changed. Mend or delete the file, or name another folder in DOCKER_CONFIG.`,
  ]);
  expect(readdirSync(path.dirname(job.configFile))).toEqual(['config.json']);
});

test('a folder that somebody has deleted with it is not made anew', async () => {
  const job = startJob();
  const step = await job.main(alice());
  empty(job);
  rmSync(path.dirname(job.configFile), { recursive: true });
  expect(await step.post()).toMatchObject({ exitCode: 0, stdout: '' });
  expect(readdirSync(job.home)).toEqual([]);
});

test('a credential helper gives the login back', async () => {
  const job = startJob();
  write(job, { credsStore: 'fake' });
  const helper = fakeHelper(job.workspace);
  const step = await job.main(alice(), helper);
  expect(helper.kept(registry.host)).toEqual({ Username: 'alice', Secret: 'hunter2' });
  empty(job);
  expect(await step.post()).toMatchObject(loggedOut());
  expect(helper.kept(registry.host)).toBe(undefined);
  expect(read(job)).toEqual({ credsStore: 'fake' });
});

test('the login of a step before is taken out, beside one that came later', async () => {
  const job = startJob();
  const step = await job.main(alice());
  empty(job);
  const later = await job.main({ ...alice(), registry: second.host });
  expect(await later.post()).toMatchObject({ exitCode: 0, annotations: [] });
  expect(await step.post()).toMatchObject(loggedOut());
  expect(readdirSync(job.home)).toEqual([]);
});

test('podman’s own file is rid of the login too', async () => {
  const job = startJob();
  const authFile = path.join(job.workspace, 'auth.json');
  writeFileSync(authFile, '{"auths":{}}');
  const step = await job.main(alice(), { environment: { REGISTRY_AUTH_FILE: authFile } });
  expect(readFileSync(authFile, 'utf8')).toContain(registry.host);
  empty(job);
  expect((await step.post()).annotations).toEqual([]);
  expect(readFileSync(authFile, 'utf8')).not.toContain(registry.host);
  expect(existsSync(`${authFile}.berth`)).toBe(false);
  expect(readdirSync(job.home)).toEqual([]);
});

test.each([
  ['first', 'first'],
  ['first', 'later'],
  ['later', 'later'],
])('beside another job’s login: the %s is emptied, the %s ends first', async (emptied, ends) => {
  const a = startJob();
  const b = startJob({ home: a.home });
  const first = await a.main(alice());
  if (emptied === 'first') empty(a);
  const later = await b.main(bob());
  if (emptied === 'later') empty(b);
  const [one, other] = ends === 'first' ? [first, later] : [later, first];
  const post = await one.post();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  const left = ends === 'first' ? 'bob:letmein' : 'alice:hunter2';
  expect(read(a)).toEqual({ auths: { [registry.host]: entry(left) } });
  expect(await other.post()).toMatchObject(loggedOut());
  expect(readdirSync(a.home)).toEqual([]);
});
