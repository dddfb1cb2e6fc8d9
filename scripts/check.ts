// Passes all checks, a line for each with its time; what a stage prints is shown where it fails.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installedChromium } from '../test/browser/installed-chromium.ts';

const BUNDLE = 'packages/github-action/dist';
const scratch = mkdtempSync(path.join(tmpdir(), 'berth-check-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

const STAGES: Readonly<Record<string, () => Promise<Outcome>>> = {
  format: () => run('prettier', '--check', '.'),
  lint: () => run('eslint', '.', '--max-warnings=0'),
  types: () => run('turbo', 'run', 'typecheck', '--output-logs=errors-only'),
  unused: () => run('knip'),
  unit: () => tests('unit'),
  frontend: () => tests('frontend'),
  integration: () => tests('integration'),
  backstage: () => tests('backstage'),
  browser,
  reference: () => run('node', '--conditions=@berth/source', 'scripts/reference.ts', '--check'),
  bundle,
  cluster,
};

/**
 * They run first, two at a time, the longest from the start. Where databases and browsers are tested,
 * nothing else takes their time.
 */
const BESIDE_OTHERS = ['frontend', 'format', 'lint', 'types', 'unused', 'unit', 'integration'];

type Stage = readonly [name: string, pass: () => Promise<Outcome>];

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
  /** Why it was not done; then it has not failed either. */
  readonly skipped?: string;
  readonly tests?: TestCounts;
}

/** What scripts/kube-apiserver.sh ends with where this machine cannot have a server. */
const CANNOT_BE_HAD = 3;
let kubeApiServer: ReturnType<typeof run> | undefined;

interface TestCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

/** What vitest's JSON reporter writes, as far as it is read here. */
interface TestReport extends TestCounts {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

await main();

async function main(): Promise<void> {
  const chosen = chosenStages();
  // Minutes where it must be built: beside the other stages, for the last one.
  if (chosen.some(([name]) => name === 'cluster')) kubeApiServer = startBuild();
  const beside = BESIDE_OTHERS.flatMap(name => chosen.filter(stage => stage[0] === name));
  const outcomes: Outcome[] = [];
  // Two at a time: the smallest machine has as many cores.
  const lane = async () => {
    for (let stage = beside.shift(); stage; stage = beside.shift())
      outcomes.push(await pass(stage));
  };
  await Promise.all([lane(), lane()]);
  for (const stage of chosen) {
    if (!BESIDE_OTHERS.includes(stage[0])) outcomes.push(await pass(stage));
  }
  const counts = outcomes.flatMap(outcome => outcome.tests ?? []);
  if (counts.length > 0) console.log(closingLine(counts));
  process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
}

async function pass([name, stage]: Stage): Promise<Outcome> {
  const start = performance.now();
  const outcome = await stage();
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  const why = outcome.skipped ? `  ${outcome.skipped}` : '';
  console.log(`${verdict(outcome)} ${name.padEnd(12)}${seconds} s${summary(outcome.tests)}${why}`);
  if (!outcome.passed) console.log(outcome.output);
  return outcome;
}

function chosenStages(): Stage[] {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  const names = Object.keys(STAGES);
  const unknown = positionals.find(name => !names.includes(name));
  if (values.help || unknown !== undefined) {
    if (unknown !== undefined) console.error(`"${unknown}" is no stage.`);
    console.log(`Usage: npm test -- [stage …]\n\nStages, all unless named: ${names.join(', ')}`);
    process.exit(unknown === undefined ? 0 : 2);
  }
  return Object.entries(STAGES).filter(
    ([name]) => positionals.length === 0 || positionals.includes(name),
  );
}

/** Runs a program of the workspace; what it prints is kept, not shown. */
async function run(command: string, ...args: string[]): Promise<Outcome & { exitCode: number }> {
  const bin = path.resolve('node_modules/.bin');
  const child = spawn(command, args, {
    env: {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 1));
  });
  process.off('exit', end);
  return { exitCode, passed: exitCode === 0, output: Buffer.concat(chunks).toString() };
}

function startBuild(): ReturnType<typeof run> {
  return run('nice', '-n', '5', 'sh', 'scripts/kube-apiserver.sh');
}

/** Against a real kube-apiserver, where there is one or one can be built. */
async function cluster(): Promise<Outcome> {
  const build = await (kubeApiServer ?? startBuild());
  if (build.passed) return tests('cluster');
  if (build.exitCode !== CANNOT_BE_HAD) return build;
  return { passed: true, output: '', skipped: build.output.trim().split('\n').at(-1) ?? '' };
}

/** The page in a real Chromium, where there is one. */
async function browser(): Promise<Outcome> {
  if (installedChromium() !== undefined) return tests('browser');
  return { passed: true, output: '', skipped: 'There is no Chromium here.' };
}

async function tests(project: string): Promise<Outcome> {
  const report = path.join(scratch, `${project}.json`);
  const outcome = await run(
    ...(['vitest', 'run', '--project', project] as const),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  );
  const counts = JSON.parse(readFileSync(report, 'utf8')) as TestReport;
  // A file that cannot be loaded fails without a failed test.
  const failed = Math.max(counts.numFailedTests, outcome.passed ? 0 : 1);
  const failures = failuresOf(counts).join('\n');
  return {
    ...outcome,
    output: `${failures}\n\n${outcome.output}`,
    tests: { ...counts, numFailedTests: failed },
  };
}

/** First of all what failed: a log is often read from its first lines only. */
function failuresOf(report: TestReport): string[] {
  return report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative('.', name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return message === '' ? [] : [`${file}: ${message}`];
    return failed.map(test => `${file} > ${test.fullName}\n${test.failureMessages.join('\n')}`);
  });
}

/** The committed bundle of the action must be what the sources give. */
async function bundle(): Promise<Outcome> {
  const committed = path.join(scratch, 'dist');
  cpSync(BUNDLE, committed, { recursive: true });
  const build = await run('turbo', 'run', 'build', '--output-logs=errors-only', '--force');
  if (!build.passed) return build;
  const difference = await run('diff', '-r', '-q', committed, BUNDLE);
  const next = `${BUNDLE} was not what the sources give; it is now. Commit it.\n`;
  return { ...difference, output: next + difference.output };
}

function verdict({ passed, skipped }: Outcome): string {
  if (skipped !== undefined) return 'SKIP';
  return passed ? 'ok  ' : 'FAIL';
}

function summary(counts: TestCounts | undefined): string {
  if (!counts) return '';
  const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : '';
  return `  ${counts.numPassedTests} passed, ${counts.numFailedTests} failed${skipped}`;
}

function closingLine(counts: readonly TestCounts[]): string {
  const sum = (key: keyof TestCounts) => counts.reduce((total, count) => total + count[key], 0);
  const skipped = sum('numPendingTests') > 0 ? `, ${sum('numPendingTests')} skipped` : '';
  return `${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed${skipped}`;
}
