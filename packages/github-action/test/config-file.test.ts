import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Job } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { fakeHelper } from './fake-helper.ts';
import { fakeRegistry } from './fake-registry.ts';

const USERS = { alice: 'hunter2', bob: 'letmein' };
let registry: DockerRegistry;
let second: DockerRegistry;

beforeAll(async () => {
  registry = await startDockerRegistry({ auth: { kind: 'basic', users: USERS } });
  second = await startDockerRegistry({ auth: { kind: 'basic', users: USERS } });
});
afterAll(() => Promise.all([registry.stop(), second.stop()]));

const alice = () => ({ registry: registry.host, username: 'alice', password: 'hunter2' });
const bob = () => ({ registry: second.host, username: 'bob', password: 'letmein' });
const both = () => ({ ...alice(), registry: `${registry.host}\n${second.host}` });
const entry = (pair: string) => ({ auth: Buffer.from(pair).toString('base64') });
const ALICE = { Username: 'alice', Secret: 'hunter2' };
const CLEAN = { exitCode: 0, stderr: '', annotations: [] };

function write(job: Job, config: unknown): string {
  mkdirSync(path.dirname(job.configFile), { recursive: true, mode: 0o700 });
  const text = typeof config === 'string' ? config : JSON.stringify(config);
  writeFileSync(job.configFile, text, { mode: 0o600 });
  return text;
}

const read = (job: Job) => readFileSync(job.configFile, 'utf8');
const left = (job: Job) => [...readdirSync(job.home), ...readdirSync(job.temp)];

describe('the file', () => {
  test.each([
    ['{"auths":', 'is not a JSON object'],
    ['\uFEFF{"auths":{}}', 'begins with a byte order mark'],
  ])('%j is refused before anything is asked or written', async (text, reason) => {
    let requests = 0;
    const fake = await fakeRegistry(response => {
      requests++;
      response.writeHead(200).end();
    });
    const job = startJob();
    write(job, text);
    const step = await job.main({ ...alice(), registry: fake.host });
    await fake.stop();
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      `The Docker config "${job.configFile}" is broken: it ${reason}. Nothing was changed. Mend or delete the file, or name another folder in DOCKER_CONFIG.`,
    ]);
    expect([requests, step.state.size, read(job)]).toEqual([0, 0, text]);
  });

  test('that is empty is a file without logins', async () => {
    const job = startJob();
    write(job, '');
    const step = await job.main(alice());
    expect(JSON.parse(read(job))).toEqual({ auths: { [registry.host]: entry('alice:hunter2') } });
    expect(await step.post()).toMatchObject(CLEAN);
    expect(read(job)).toBe('');
  });

  test('keeps every number as it is written, also when others change it meanwhile', async () => {
    const job = startJob();
    write(job, '{"n":1.0,"big":12345678901234567890,"e":1e2}');
    const step = await job.main(alice());
    writeFileSync(job.configFile, read(job).replace('"e":', '"later":true,"e":'));
    expect(await step.post()).toMatchObject(CLEAN);
    expect(read(job)).toBe('{"n":1.0,"big":12345678901234567890,"later":true,"e":1e2}');
  });

  test('that others may read keeps its mode, with a warning', async () => {
    const job = startJob();
    write(job, {});
    chmodSync(job.configFile, 0o644);
    chmodSync(path.dirname(job.configFile), 0o755);
    const step = await job.main(alice());
    expect(step.annotations).toEqual([
      {
        level: 'warning',
        title: undefined,
        message: `Other users of this machine may read the logins in "${job.configFile}". Its mode was kept; take their right away with: chmod 600 "${job.configFile}"`,
      },
    ]);
    expect(statSync(job.configFile).mode & 0o777).toBe(0o644);
    expect(await step.post()).toMatchObject(CLEAN);
    expect(statSync(job.configFile).mode & 0o777).toBe(0o644);
  });

  test('that Windows does not let go at once is replaced a little later', async () => {
    const folder = temporaryFolder('windows');
    const preload = path.join(folder, 'windows.mjs');
    writeFileSync(preload, WINDOWS);
    const job = startJob();
    const environment = { NODE_OPTIONS: `--import=${preload}` };
    const step = await job.main(alice(), { environment });
    expect(step).toMatchObject(CLEAN);
    expect(await step.post()).toMatchObject(CLEAN);
    expect(left(job)).toEqual([]);
  });

  test('and all that belongs to it can be entered by this user only', async () => {
    const job = startJob();
    const step = await job.main(alice());
    const folder = step.state.get('undo') ?? '';
    const modes = [folder, path.join(folder, 'undo-0.json'), job.configFile].map(
      file => statSync(file).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
    await step.post();
    expect(left(job)).toEqual([]);
  });

  // Where nobody can make a folder, not even root.
  const UNWRITABLE = { DOCKER_CONFIG: '/sys/berth' };

  test('that cannot be written is named, with a way out', async () => {
    const step = await startJob().main(alice(), { environment: UNWRITABLE });
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.message).toMatch(
      /^Cannot write "\/sys\/berth\/config\.json\S+" \(E[A-Z]+\)\. Give this user the right to write that folder, or use "config: isolated"\.$/,
    );
    expect(await step.post()).toMatchObject(CLEAN);
  });

  test('that cannot be written does not matter to an isolated config', async () => {
    const job = startJob();
    const step = await job.main({ ...alice(), config: 'isolated' }, { environment: UNWRITABLE });
    expect(step).toMatchObject(CLEAN);
    expect(await step.post()).toMatchObject(CLEAN);
    expect(left(job)).toEqual([]);
  });

  test('is found without HOME, and never in the workspace', async () => {
    const step = await startJob().main(
      { ...alice(), 'dry-run': 'true' },
      { environment: { HOME: '' } },
    );
    expect(step.log).toContain(path.join(userInfo().homedir, '.docker'));
  });

  test.each(['a folder that is not there', 'nothing'])(
    'is restored where RUNNER_TEMP names %s',
    async what => {
      const job = startJob();
      const folder = path.join(job.temp, 'new');
      const environment =
        what === 'nothing' ? { RUNNER_TEMP: undefined, TMPDIR: job.temp } : { RUNNER_TEMP: folder };
      const step = await job.main(alice(), { environment });
      expect(step).toMatchObject(CLEAN);
      expect(await step.post()).toMatchObject(CLEAN);
      expect(readdirSync(job.home)).toEqual([]);
      expect(existsSync(step.state.get('undo') ?? '')).toBe(false);
    },
  );
});

describe('the post step', () => {
  test('says that it cannot read a file that somebody has broken, and leaves no copy', async () => {
    const job = startJob();
    write(job, {});
    const step = await job.main(alice());
    write(job, '{"auths":');
    const post = await step.post();
    expect(post.exitCode).toBe(1);
    expect(post.stdout.split('\n')).toEqual([
      `::error title=Berth could not log out::The login for ${registry.host} may still be there.`,
      `::error title=Berth could not log out::The Docker config "${job.configFile}" is broken: it is not a JSON object. Nothing was changed. Mend or delete the file, or name another folder in DOCKER_CONFIG.`,
      '',
    ]);
    expect(read(job)).toBe('{"auths":');
    expect(readdirSync(job.temp)).toEqual([]);
  });

  test('tells a helper that gave its login back from a file that somebody has broken', async () => {
    const job = startJob();
    write(job, { credHelpers: { [registry.host]: 'fake' } });
    const helper = fakeHelper(job.workspace);
    const step = await job.main(both(), helper);
    write(job, '{"auths":');
    const post = await step.post();
    expect(helper.kept(registry.host)).toBe(undefined);
    expect(post.stdout).toContain(`Logged out of ${registry.host}.\n`);
    expect(post.stdout).toContain(`The login for ${second.host} may still be there.\n`);
    expect(post.stdout).not.toContain(`Logged out of ${second.host}.`);
    expect(post.exitCode).toBe(1);
  });

  test('does not make a folder that somebody has deleted', async () => {
    const job = startJob();
    const folder = path.join(job.workspace, 'docker');
    mkdirSync(folder);
    const step = await job.main(alice(), { environment: { DOCKER_CONFIG: folder } });
    rmSync(folder, { recursive: true });
    expect(await step.post()).toMatchObject(CLEAN);
    expect(existsSync(folder)).toBe(false);
  });

  test.each([
    ['cannot', { fail: 'erase' }, 'may still be there'],
    ['is not even asked to, for it does not answer, to', { fail: 'get' }, 'may still be there'],
    ['does not, though it says so', { forget: 'erase' }, 'is still there'],
  ] as const)(
    'fails where a helper %s take it out, and still logs out of the rest',
    async (...[, broken, fate]) => {
      const job = startJob();
      const before = write(job, { credHelpers: { [registry.host]: 'fake' } });
      const helper = fakeHelper(job.workspace);
      const step = await job.main(both(), helper);
      expect(step).toMatchObject(CLEAN);
      helper.mend(broken);
      const post = await step.post();
      expect(post.exitCode).toBe(1);
      const [told, problem] = post.annotations.map(({ message }) => message);
      expect(told).toBe(`The login for ${registry.host} ${fate}.`);
      if ('fail' in broken) {
        expect(problem).toContain(
          `docker-credential-fake ended with 1 when asked to "${broken.fail}"`,
        );
      }
      expect(post.annotations).toHaveLength(1 + Number('fail' in broken));
      expect(post.stdout).toContain(`Logged out of ${second.host}.`);
      expect(post.stdout).not.toContain(`Logged out of ${registry.host}.`);
      expect(read(job)).toBe(before);
      expect(readdirSync(job.temp)).toEqual([]);
    },
  );
});

describe('a credential helper', () => {
  test('for one registry, and another for the rest', async () => {
    const job = startJob();
    const before = write(job, { credsStore: 'fake', credHelpers: { [second.host]: 'own' } });
    const rest = fakeHelper(job.workspace);
    const own = fakeHelper(job.workspace, { name: 'own', store: path.join(job.workspace, 'own') });
    const step = await job.main(both(), rest);
    expect(step).toMatchObject(CLEAN);
    expect([rest.kept(registry.host), rest.kept(second.host)]).toEqual([ALICE, undefined]);
    expect([own.kept(registry.host), own.kept(second.host)]).toEqual([undefined, ALICE]);
    expect(await step.post()).toMatchObject(CLEAN);
    expect([rest.kept(registry.host), own.kept(second.host)]).toEqual([undefined, undefined]);
    expect(read(job)).toBe(before);
  });

  test('with a name that is none is not run', async () => {
    const job = startJob();
    const before = write(job, { credsStore: '../../bin/evil' });
    const step = await job.main(alice());
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'The Docker config names the credential helper "../../bin/evil", which is no name of a program. Correct "credsStore" or "credHelpers" there.',
    ]);
    expect(await step.post()).toMatchObject(CLEAN);
    expect(read(job)).toBe(before);
  });

  test('is not logged out of by a job that another one has taken over from', async () => {
    const first = startJob();
    const later = startJob({ home: first.home });
    const before = write(first, { credsStore: 'fake' });
    const helper = fakeHelper(first.workspace);
    const one = await first.main(alice(), helper);
    const two = await later.main(alice(), helper);
    expect((await one.post()).log).toContain(`Another job uses ${registry.host} now`);
    expect(helper.kept(registry.host)).toEqual(ALICE);
    expect(await two.post()).toMatchObject(CLEAN);
    expect(helper.kept(registry.host)).toBe(undefined);
    expect(read(first)).toBe(before);
  });
});

describe.each([
  ['one registry', () => ({ ...bob(), registry: registry.host })],
  ['a registry each', bob],
])('two jobs with %s', (_, second) => {
  test.each([
    ['nothing before', 'the first ends first'],
    ['nothing before', 'the later ends first'],
    ['a login before', 'the first ends first'],
    ['a login before', 'the later ends first'],
  ])('%s, %s', async (before, order) => {
    const one = startJob();
    const two = startJob({ home: one.home });
    const auths = { [registry.host]: entry('eve:earlier') };
    const text = before === 'a login before' ? write(one, { auths }) : undefined;
    const steps = [await one.main(alice()), await two.main(second())];
    if (order === 'the later ends first') steps.reverse();
    for (const step of steps) expect(await step.post()).toMatchObject(CLEAN);
    if (text === undefined) expect(readdirSync(one.home)).toEqual([]);
    else expect(read(one)).toBe(text);
  });
});

// What Windows answers while a virus scanner reads the file.
const WINDOWS = `
const fs = process.getBuiltinModule('node:fs');
const { renameSync } = fs;
Object.defineProperty(process, 'platform', { value: 'win32' });
let attempts = 0;
fs.renameSync = (...given) => {
  if (attempts++ % 3 < 2) throw Object.assign(new Error('in use'), { code: 'EPERM' });
  renameSync(...given);
};
`;
