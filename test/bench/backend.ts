import path from 'node:path';
import { fillDatabase } from '../../packages/backstage-backend/test/large-database.ts';
import { startPostgres } from '../servers/postgres.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { openBenchDatabase, type BenchDatabase } from './backend-database.ts';
import { backendQuestions } from './backend-questions.ts';
import { timeToFirstAnswer } from './backend-start.ts';
import { median } from './measured-process.ts';

const ROUNDS = 60;
const WARM_UP = 10;
const STARTS = 5;

const SIZES = [
  { registries: 1000, selections: 10_000 },
  { registries: 10_000, selections: 100_000 },
] as const;

/** What the services need in a database of some size, without HTTP and catalog. Answers Markdown. */
export async function run(): Promise<string> {
  const postgres = await startPostgres();
  const measured = new Map<string, Map<string, number>>();
  try {
    for (const size of SIZES) {
      const file = path.join(temporaryFolder('backend'), 'berth.sqlite');
      for (const database of [
        await openBenchDatabase({ name: 'SQLite', file }),
        await openBenchDatabase({ name: 'PostgreSQL', port: postgres.port }),
      ]) {
        await fillDatabase(database.knex, size);
        // As PostgreSQL does by itself after a while.
        await database.knex.raw(database.name === 'SQLite' ? 'analyze' : 'vacuum analyze');
        measured.set(`${database.name} ${size.registries}`, await measureAll(database));
        await database.knex.destroy();
      }
    }
  } finally {
    await postgres.stop();
  }
  return [...table(measured), '', NOTE, '', await startLine()].join('\n');
}

async function measureAll({ knex }: BenchDatabase): Promise<Map<string, number>> {
  const questions = await backendQuestions(knex);
  const times = new Map(Object.keys(questions).map(name => [name, [] as number[]]));
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [name, ask] of Object.entries(questions)) {
      const start = performance.now();
      await ask();
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

function table(measured: ReadonlyMap<string, ReadonlyMap<string, number>>): string[] {
  const [small, large] = SIZES;
  const columns = ['SQLite', 'PostgreSQL'].flatMap(name => [
    `${name} ${small.registries}`,
    `${name} ${large.registries}`,
  ]);
  const heads = columns.map(column => {
    const [name, registries] = column.split(' ');
    return `${name}, ${Number(registries).toLocaleString('en')}, ms`;
  });
  const names = [...(measured.values().next().value?.keys() ?? [])];
  return [
    `| median | ${heads.join(' | ')} |`,
    `|---|${columns.map(() => '--:').join('|')}|`,
    ...names.map(name => {
      const cells = columns.map(column => (measured.get(column)?.get(name) ?? NaN).toFixed(1));
      return `| ${name} | ${cells.join(' | ')} |`;
    }),
  ];
}

const NOTE = `Medians of ${ROUNDS} rounds, all questions in turn. Columns: 1,000 registries with 10,000 selections, and ten times that; a fifth of the selections are of the one registry whose users are asked for. Pages have 50 items unless said, and say how many there are in all, which is counted in an index. The databases are a file (SQLite) and a server on loopback (PostgreSQL); there is no HTTP and no catalog between.`;

async function startLine(): Promise<string> {
  const times: number[] = [];
  for (let start = 0; start < STARTS; start++) times.push(await timeToFirstAnswer());
  const seconds = (median(times) / 1000).toFixed(1);
  return `The development backend, with catalog and guest sign-in, answers its first request for registries with 200 after ${seconds} s (median of ${STARTS} starts).`;
}

if (import.meta.main) console.log(await run());
