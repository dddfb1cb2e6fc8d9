import { argv } from 'node:process';
import { createContext, Script, type Context } from 'node:vm';
import { OURS, PEERS, type ReferenceParser } from './reference-parsers.ts';
import { HOSTILE, readTricky, TYPICAL, type KnownReference } from './reference-sets.ts';

const ROUNDS = 9;
const MILLISECONDS_PER_ROUND = 40;
const HANG_MILLISECONDS = 100;
const SLOW_MILLISECONDS = 10;

export function run(): Promise<string> {
  return Promise.resolve(benchmarkReferences());
}

/**
 * References per second of our parser and three others, over the same references in turns, with
 * how often each is wrong; and the time of ours for hostile input. Answers Markdown.
 */
function benchmarkReferences(): string {
  const parsers = [OURS, ...PEERS];
  const tricky = readTricky();
  const verdicts = parsers.map(parser => judge(parser, tricky));
  const slow = new Set(verdicts.flatMap(verdict => verdict.slow));
  const timed = tricky.map(({ input }) => input).filter(input => !slow.has(input));
  const typicalSpeeds = race(parsers, TYPICAL);
  const trickySpeeds = race(parsers, timed);
  const rows = parsers.map((parser, index) => {
    const { mismatches = 0, hangs = 0 } = verdicts[index] ?? {};
    return [
      parser.name,
      ...speedCells(typicalSpeeds, index),
      ...speedCells(trickySpeeds, index),
      `${((mismatches / tricky.length) * 100).toFixed(1)} %`,
      String(hangs),
    ];
  });
  return [
    table(
      ['parser', 'typical, refs/s', 'ours ÷', 'tricky, refs/s', 'ours ÷', 'wrong', 'hangs'],
      rows,
    ),
    `Medians of ${ROUNDS} rounds in turns; "ours ÷" is the median of the ratios within a round. Typical: ${TYPICAL.length} good references. Tricky: ${tricky.length} references of the table made from the Go parser, ${slow.size} of which are not timed because a parser needs more than ${SLOW_MILLISECONDS} ms for each of them. Wrong: accepts, refuses or reads otherwise than the Go parser, or hangs for more than ${HANG_MILLISECONDS} ms. Ours says of everything that it refuses what is wrong and what to do, which is most of its time on the tricky ones.`,
    hostileTable(),
  ].join('\n\n');
}

interface Verdict {
  readonly mismatches: number;
  readonly hangs: number;
  readonly slow: readonly string[];
}

function judge({ canonical }: ReferenceParser, references: readonly KnownReference[]): Verdict {
  const context = createContext({ parse: canonical });
  const slow: string[] = [];
  let mismatches = 0;
  let hangs = 0;
  for (const { input, canonical: expected } of references) {
    const start = performance.now();
    let answer = answerInTime(context, input);
    // A second try, since the machine may have been busy with something else.
    if (answer === undefined) answer = answerInTime(context, input);
    if (answer === undefined) hangs++;
    if (answer !== expected) mismatches++;
    if (performance.now() - start > SLOW_MILLISECONDS) slow.push(input);
  }
  return { mismatches, hangs, slow };
}

const CALL = new Script('parse(input)');

/** What the parser answers, '' where it throws, and nothing where it takes too long. */
function answerInTime(context: Context, input: string): string | undefined {
  context['input'] = input;
  try {
    return String(CALL.runInContext(context, { timeout: HANG_MILLISECONDS }));
  } catch (error) {
    // Not `instanceof Error`: it belongs to the script's own realm.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
    return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? undefined : '';
  }
}

/** References per second of each parser, for each round. */
function race(parsers: readonly ReferenceParser[], inputs: readonly string[]): number[][] {
  const turns = parsers.map(({ parse }) => {
    time(parse, inputs, 1);
    const once = time(parse, inputs, Math.ceil(2000 / inputs.length));
    const passes = Math.ceil((2000 / inputs.length) * (MILLISECONDS_PER_ROUND / once));
    return { parse, passes, speeds: [] as number[] };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { parse, passes, speeds } of turns) {
      speeds.push((inputs.length * passes * 1000) / time(parse, inputs, passes));
    }
  }
  return turns.map(({ speeds }) => speeds);
}

/** Milliseconds for all inputs, `passes` times. */
function time(parse: ReferenceParser['parse'], inputs: readonly string[], passes: number): number {
  const start = performance.now();
  for (let pass = 0; pass < passes; pass++) {
    for (const input of inputs) {
      try {
        parse(input);
      } catch {
        // Refused, which takes its time too.
      }
    }
  }
  return performance.now() - start;
}

function speedCells(speeds: readonly number[][], index: number): string[] {
  const [ours = []] = speeds;
  const theirs = speeds[index] ?? [];
  const ratios = ours.map((speed, round) => speed / (theirs[round] ?? NaN));
  return [inThousands(median(theirs)), median(ratios).toFixed(2)];
}

function hostileTable(): string {
  const lengths = [25_000, 50_000, 100_000];
  const rows = [...HOSTILE].map(([name, make]) => {
    const times = lengths.map(length => {
      const input = [make(length)];
      return median(Array.from({ length: 5 }, () => time(OURS.parse, input, 4) / 4));
    });
    return [name, ...times.map(milliseconds => `${milliseconds.toFixed(2)} ms`)];
  });
  return table(['hostile, ours', ...lengths.map(length => `${length / 1000} kB`)], rows);
}

function inThousands(speed: number): string {
  return speed >= 1e6 ? `${(speed / 1e6).toFixed(2)} M` : `${(speed / 1e3).toFixed(0)} k`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

if (import.meta.filename === argv[1]) console.log(await run());
