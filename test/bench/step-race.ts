import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseKeyValues } from '../runner/runner-files.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { measure, median, type Measurement } from './measured-process.ts';

/** Fewer where time is short. */
export const ROUNDS = Number(process.env['BERTH_BENCH_ROUNDS'] ?? 21);

/** A Node program that is run as a runner runs a step of an action. */
export interface Contender {
  readonly script: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly exitCode?: number;
  /** The main program whose post step it is: that runs first, and its time does not count. */
  readonly after?: Contender;
}

/** Whole processes, in turn, so that a busy moment of the machine hits all alike. */
export async function race(
  contenders: Readonly<Record<string, Contender>>,
): Promise<ReadonlyMap<string, readonly Measurement[]>> {
  const folder = temporaryFolder('race');
  const measured = new Map<string, Measurement[]>(Object.keys(contenders).map(name => [name, []]));
  // The first round warms the disk's cache and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      const home = path.join(folder, 'home');
      mkdirSync(home);
      const measurement = await runIn(home, contender);
      if (round > 0) measured.get(name)?.push(measurement);
      rmSync(home, { recursive: true });
    }
  }
  return measured;
}

async function runIn(home: string, contender: Contender): Promise<Measurement> {
  const { script, inputs = {}, exitCode, after } = contender;
  const files = runnerFiles(home);
  if (after) await runIn(home, after);
  const saved = [...parseKeyValues(readFileSync(files.GITHUB_STATE, 'utf8'))];
  const environment = {
    PATH: process.env['PATH'],
    HOME: home,
    RUNNER_TEMP: home,
    ...files,
    ...Object.fromEntries(saved.map(([name, value]) => [`STATE_${name}`, value])),
    ...variables(after?.inputs ?? {}),
    ...variables(inputs),
  };
  return measure(process.execPath, [script], {
    environment,
    ...(exitCode !== undefined && { exitCode }),
  });
}

/** What every runner gives every step. */
function runnerFiles(home: string) {
  const file = (name: string) => {
    const place = path.join(home, name);
    writeFileSync(place, '');
    return place;
  };
  return {
    GITHUB_OUTPUT: file('output'),
    GITHUB_ENV: file('env'),
    GITHUB_STATE: file('state'),
    GITHUB_STEP_SUMMARY: file('summary'),
  };
}

function variables(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const named = Object.entries(inputs).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value] as const,
  );
  return Object.fromEntries(named);
}

/** A row for each; `over` is the difference to the first, round by round. */
export function raceTable(measured: ReadonlyMap<string, readonly Measurement[]>): string[] {
  const [first = []] = measured.values();
  const rows = [...measured].map(([name, values]) => {
    const times = values.map(({ milliseconds }) => milliseconds);
    const over = times.map((time, round) => time - (first[round]?.milliseconds ?? 0));
    const memory = median(values.map(({ mebibytes }) => mebibytes));
    const difference = values === first ? '' : `${median(over).toFixed(1)} ms`;
    return `| ${name} | ${median(times).toFixed(1)} ms | ${difference} | ${memory.toFixed(0)} MiB |`;
  });
  return [
    '| whole process | median | over the first, median of pairs | most memory |',
    '|---|--:|--:|--:|',
    ...rows,
  ];
}
