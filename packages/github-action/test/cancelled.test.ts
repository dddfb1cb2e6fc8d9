import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Job, type Step } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { fakeHelper } from './fake-helper.ts';

const KILL_AT = path.join(temporaryFolder('kill'), 'kill-at.mjs');
const USERS = { alice: 'hunter2', bob: 'letmein' };
let registry: DockerRegistry;

beforeAll(async () => {
  // Without types: many processes load it.
  const source = path.resolve(import.meta.dirname, '../../../test/runner/kill-at.ts');
  writeFileSync(KILL_AT, stripTypeScriptTypes(readFileSync(source, 'utf8')));
  registry = await startDockerRegistry({ auth: { kind: 'basic', users: USERS } });
});
afterAll(() => registry.stop());

const alice = () => ({ registry: registry.host, username: 'alice', password: 'hunter2' });
const bob = () => ({ registry: registry.host, username: 'bob', password: 'letmein' });
const entry = (pair: string) => ({ auth: Buffer.from(pair).toString('base64') });
const CLEAN = { exitCode: 0, stderr: '', annotations: [] };

function write(job: Job, config: unknown): string {
  mkdirSync(path.dirname(job.configFile), { recursive: true, mode: 0o700 });
  const text = JSON.stringify(config);
  writeFileSync(job.configFile, text, { mode: 0o600 });
  return text;
}

/** Variables under which main is killed just before its nth change of a file. */
const killedAt = (change: number) => ({
  NODE_OPTIONS: `--import=${KILL_AT}`,
  KILL_AT: String(change),
});

/** Runs a case for every change of a file that main makes, some at once, until main is through. */
async function atEveryChange(run: (change: number) => Promise<Step>, atOnce = 4): Promise<void> {
  for (let change = 1; ; change += atOnce) {
    const steps = await Promise.all(Array.from({ length: atOnce }, (_, at) => run(change + at)));
    if (!steps.some(step => step.exitCode === 0)) continue;
    expect(change).toBeGreaterThan(10);
    return;
  }
}

describe('killed at any change of a file, main leaves nothing behind the post step', () => {
  test('of a machine without a Docker config', async () => {
    await atEveryChange(async change => {
      const job = startJob();
      const step = await job.main(alice(), { environment: killedAt(change) });
      expect(await step.post()).toMatchObject(CLEAN);
      expect([change, readdirSync(job.home), readdirSync(job.temp)]).toEqual([change, [], []]);
      return step;
    });
  });

  test('of an isolated config', async () => {
    await atEveryChange(async change => {
      const job = startJob();
      const before = write(job, { auths: { [registry.host]: entry('eve:earlier') } });
      mkdirSync(path.join(job.home, '.docker/contexts'));
      const step = await job.main(
        { ...alice(), config: 'isolated' },
        { environment: killedAt(change) },
      );
      expect(await step.post()).toMatchObject(CLEAN);
      expect(readFileSync(job.configFile, 'utf8')).toBe(before);
      expect(readdirSync(path.dirname(job.configFile))).toEqual(['config.json', 'contexts']);
      expect([change, readdirSync(job.temp)]).toEqual([change, []]);
      return step;
    });
  });

  test('beside another job, whose login stays as long as that runs', async () => {
    const job = startJob();
    const before = write(job, { auths: { [registry.host]: entry('eve:earlier') } });
    const other = await startJob({ home: job.home }).main(alice());
    const between = readFileSync(job.configFile, 'utf8');
    await atEveryChange(async change => {
      const step = await job.main(bob(), { environment: killedAt(change) });
      expect(await step.post()).toMatchObject(CLEAN);
      expect([change, readFileSync(job.configFile, 'utf8')]).toEqual([change, between]);
      return step;
    }, 1);
    expect(await other.post()).toMatchObject(CLEAN);
    expect(readFileSync(job.configFile, 'utf8')).toEqual(before);
    expect(readdirSync(path.dirname(job.configFile))).toEqual(['config.json']);
  });

  test('beside another job that ends before it', async () => {
    await atEveryChange(async change => {
      const job = startJob();
      const before = write(job, { auths: { [registry.host]: entry('eve:earlier') } });
      const other = await startJob({ home: job.home }).main(alice());
      const step = await job.main(bob(), { environment: killedAt(change) });
      expect(await other.post()).toMatchObject(CLEAN);
      expect(await step.post()).toMatchObject(CLEAN);
      expect([change, readFileSync(job.configFile, 'utf8')]).toEqual([change, before]);
      expect(readdirSync(path.dirname(job.configFile))).toEqual(['config.json']);
      return step;
    });
  });
});

describe('a credential helper', () => {
  const EARLIER = { Username: 'eve', Secret: 'earlier' };

  test.each([
    ['before it stores', 'store', 'before', undefined],
    ['before it stores over another login', 'store', 'before', EARLIER],
    ['after it has stored', 'store', 'after', undefined],
    ['after it has stored over another login', 'store', 'after', EARLIER],
  ] as const)('holds what it held, when main is killed %s', async (_, verb, when, earlier) => {
    const job = startJob();
    const before = write(job, { credsStore: 'fake' });
    const helper = fakeHelper(job.workspace, { kill: { verb, when } });
    if (earlier) helper.keep(registry.host, earlier);
    const step = await job.main(alice(), { environment: helper.environment });
    expect(step.exitCode).toBe(null);
    helper.mend();
    expect(await step.post()).toMatchObject(CLEAN);
    expect(helper.kept(registry.host)).toEqual(earlier);
    expect(readFileSync(job.configFile, 'utf8')).toBe(before);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'that is slow does not store after the step was cancelled: %s',
    async signal => {
      const job = startJob();
      write(job, { credsStore: 'fake' });
      const helper = fakeHelper(job.workspace, { slow: 'store' });
      const running = job.main(alice(), {
        environment: helper.environment,
        cancelWhen: { exists: helper.started, signal },
      });
      const step = await running;
      expect(step.exitCode).toBe(1);
      expect(await step.post()).toMatchObject(CLEAN);
      await new Promise(resolve => setTimeout(resolve, 1200));
      expect(helper.kept(registry.host)).toBe(undefined);
    },
  );
});
