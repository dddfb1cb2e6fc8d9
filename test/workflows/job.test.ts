import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { startJob, type Job } from '../runner/action.ts';
import { parseKeyValues } from '../runner/runner-files.ts';

// What .github/workflows/action.yml runs on three systems, run here in the same order.
const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../..');
const LEFTOVERS = path.join(ROOT, '.github/actions/leftovers');
const script = (name: string) => path.join(import.meta.dirname, 'job', name);

const started: number[] = [];
afterEach(() => {
  for (const pid of started.splice(0)) process.kill(pid);
});

async function start({ workspace, temp }: Job): Promise<ReadonlyMap<string, string>> {
  const output = path.join(temp, 'output');
  await run(process.execPath, [script('start.ts')], {
    cwd: workspace,
    env: { ...process.env, GITHUB_OUTPUT: output },
  });
  const outputs = parseKeyValues(readFileSync(output, 'utf8'));
  started.push(Number(outputs.get('pid')));
  return outputs;
}

/** The job as the workflow has it, up to the step that looks at the outcome. */
async function pushIn(job: Job, config: string) {
  const outputs = await start(job);
  const host = outputs.get('host') ?? '';
  const step = await job.main({
    registry: `http://${host}`,
    username: 'alice',
    password: outputs.get('password') ?? '',
    config,
    source: 'oci:layout',
    images: `${host}/acme/api:1`,
    'pull-secret-file': 'pull-secret.yaml',
  });
  const environment = {
    ...Object.fromEntries(step.environment),
    HOST: host,
    PASSWORD: outputs.get('password'),
    EXPECTED: outputs.get('digest'),
    CONFIG: config,
    OUTPUTS: JSON.stringify(Object.fromEntries(step.outputs)),
  };
  return { step, environment };
}

describe.each(['shared', 'isolated'])('config: %s', config => {
  test('the job finds what the action says, and nothing is left', async () => {
    const job = startJob();
    const watch = await watchLeftovers(job);
    const { step, environment } = await pushIn(job, config);
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });

    const { stdout } = await run(process.execPath, [script('check.ts')], { env: environment });
    expect(stdout).toMatch(/^All of it is so: /);
    await expect(watch()).rejects.toThrow(
      'The Docker config is not what it was, or files are left',
    );
    expect((await step.post()).exitCode).toBe(0);
    expect(await watch()).toBe('Nothing is left.\n');
  });
});

test('the job sees when an output is wrong', async () => {
  const { environment } = await pushIn(startJob(), 'shared');
  const wrong = { ...environment, EXPECTED: `sha256:${'0'.repeat(64)}` };
  await expect(run(process.execPath, [script('check.ts')], { env: wrong })).rejects.toThrow(
    'AssertionError',
  );
});

/** Notes what is there; the function that it returns is the post step. */
async function watchLeftovers({ home, temp }: Job): Promise<() => Promise<string>> {
  const state = path.join(temp, 'state');
  const env = { HOME: home, RUNNER_TEMP: temp, GITHUB_STATE: state };
  await run(process.execPath, [path.join(LEFTOVERS, 'main.js')], { env });
  const before = parseKeyValues(readFileSync(state, 'utf8')).get('before');
  return async () => {
    const saved = { ...env, STATE_before: before };
    const { stdout } = await run(process.execPath, [path.join(LEFTOVERS, 'post.js')], {
      env: saved,
    }).catch((error: Error & { stdout: string }) => Promise.reject(new Error(error.stdout)));
    return stdout;
  };
}

describe('the job behind those that fail in the middle', () => {
  const names = ['ubuntu', 'windows', 'macos'].flatMap(system =>
    ['shared', 'isolated'].map(config => `cut-short (${system}-latest, ${config})`),
  );
  const step = (name: string, conclusion: string) => ({ name, conclusion });
  const jobs = (post: string) =>
    names.map(name => ({
      name,
      steps: [
        step('Berth', 'success'),
        step('Fail in the middle', 'failure'),
        step('Post Berth', 'success'),
        step('Post Leftovers', post),
      ],
    }));

  async function check(ran: readonly object[]): Promise<string> {
    const folder = startJob().temp;
    const file = path.join(folder, 'jobs.jsonl');
    writeFileSync(file, ran.map(one => `${JSON.stringify(one)}\n`).join(''));
    const { stdout } = await run(process.execPath, [script('check-cut-short.ts'), file]);
    return stdout;
  }

  test('passes where all post steps have found nothing', async () => {
    const others = [{ name: 'unit (ubuntu-latest)', steps: [] }];
    expect(await check([...others, ...jobs('success')])).toBe('Nothing was left by any of them.\n');
  });

  test.each([
    ['one has found something', jobs('failure')],
    ['one did not run', jobs('success').slice(1)],
  ])('fails where %s', async (_, ran) => {
    await expect(check(ran)).rejects.toThrow('AssertionError');
  });
});
