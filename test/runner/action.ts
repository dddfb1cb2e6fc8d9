import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { parseCommands, parseKeyValues, type Annotation } from './runner-files.ts';

const DIST = path.resolve(import.meta.dirname, '../../packages/github-action/dist');

/** One job on a runner: its home, its temporary folder, and what its steps hand on. */
export interface Job {
  readonly home: string;
  readonly temp: string;
  readonly workspace: string;
  /** `~/.docker/config.json` */
  readonly configFile: string;
  /** Runs main of the committed bundle as a step. */
  main(inputs: Inputs, options?: StepOptions): Promise<Step>;
}

export type Inputs = Readonly<Record<string, string>>;

export interface StepOptions {
  /** Over the variables that a runner sets; `undefined` takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which the step is cancelled. */
  readonly cancelAfter?: number;
  /** Cancels it by this signal as soon as this file is there. */
  readonly cancelWhen?: { readonly exists: string; readonly signal: NodeJS.Signals };
}

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the log shows: without the commands that hide values. */
  readonly log: string;
  readonly masks: readonly string[];
  readonly annotations: readonly Annotation[];
}

export interface Step extends Outcome {
  readonly outputs: ReadonlyMap<string, string>;
  readonly state: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
  readonly summary: string;
  /** Runs the post step that belongs to this one; the variables are what steps between have set. */
  post(between?: Inputs): Promise<Outcome & Pick<Step, 'environment'>>;
}

/** Starts a job on a machine with an empty home, as a runner would. */
export function startJob(options: { readonly home?: string } = {}): Job {
  const folder = temporaryFolder('job');
  const within = (name: string) => {
    mkdirSync(path.join(folder, name), { recursive: true });
    return path.join(folder, name);
  };
  const home = options.home ?? within('home');
  const job = { home, temp: within('temp'), workspace: within('workspace') };
  const commands = within('commands');
  let steps = 0;
  return {
    ...job,
    configFile: path.join(home, '.docker/config.json'),
    async main(inputs, options = {}) {
      const files = commandFiles(path.join(commands, `${steps++}`));
      const base = { ...runnerVariables(job), ...files, ...inputVariables(inputs) };
      const environment = { ...base, ...options.environment };
      const outcome = await run('main.js', { ...options, environment, job });
      const read = (name: keyof typeof files) => parseKeyValues(readFileSync(files[name], 'utf8'));
      const state = read('GITHUB_STATE');
      return {
        ...outcome,
        state,
        outputs: read('GITHUB_OUTPUT'),
        environment: read('GITHUB_ENV'),
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
        async post(between = {}) {
          const saved = new Map([...state].map(([name, value]) => [`STATE_${name}`, value]));
          const later = Object.fromEntries([...read('GITHUB_ENV'), ...saved]);
          const own = commandFiles(path.join(commands, `${steps++}`));
          const variables = { ...environment, ...later, ...between, ...own };
          const outcome = await run('post.js', { environment: variables, job });
          const set = parseKeyValues(readFileSync(own.GITHUB_ENV, 'utf8'));
          return { ...outcome, environment: set };
        },
      };
    },
  };
}

function runnerVariables(job: { home: string; temp: string; workspace: string }) {
  return {
    PATH: process.env['PATH'],
    HOME: job.home,
    RUNNER_TEMP: job.temp,
    GITHUB_WORKSPACE: job.workspace,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'octocat',
    CI: 'true',
  };
}

function commandFiles(folder: string) {
  mkdirSync(folder, { recursive: true });
  const file = (name: string) => {
    writeFileSync(path.join(folder, name), '');
    return path.join(folder, name);
  };
  return {
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_STEP_SUMMARY: file('summary'),
  };
}

/** The runner's rule: upper case, spaces become `_`, hyphens stay. */
function inputVariables(inputs: Inputs): Inputs {
  const named = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  return Object.fromEntries(named) as Inputs;
}

async function run(
  bundle: string,
  options: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly job: { readonly workspace: string };
    readonly cancelAfter?: number;
    readonly cancelWhen?: StepOptions['cancelWhen'];
  },
): Promise<Outcome> {
  const child = spawn(process.execPath, [path.join(DIST, bundle)], {
    cwd: options.job.workspace,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.cancelAfter !== undefined && { timeout: options.cancelAfter }),
  });
  const { cancelWhen } = options;
  const watch =
    cancelWhen &&
    setInterval(() => {
      if (!existsSync(cancelWhen.exists)) return;
      // Once, as a runner does: a process that is ending already would be killed by another one.
      clearInterval(watch);
      child.kill(cancelWhen.signal);
    }, 20);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  return { exitCode, stdout, stderr, ...parseCommands(stdout) };
}
