// Runs the benchmarks and writes what they measured into docs/benchmarks.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

const PAGE = 'docs/benchmarks.md';

/** Each measures ours and its peers in one run, in turn, and answers with a table in Markdown. */
const BENCHMARKS: Readonly<Record<string, () => Promise<string>>> = {
  references: async () => (await import('./references.ts')).run(),
  action: async () => (await import('./action.ts')).run(),
  push: async () => (await import('./push.ts')).run(),
  backend: async () => (await import('./backend.ts')).run(),
  page: async () => (await import('./page.ts')).run(),
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' }, write: { type: 'boolean' } },
});
const unknown = positionals.find(name => !Object.hasOwn(BENCHMARKS, name));
if (values.help || unknown !== undefined) {
  if (unknown !== undefined) console.error(`"${unknown}" is no benchmark.`);
  console.log(`Usage: npm run bench -- [--write] [benchmark …]

Benchmarks, all unless named: ${Object.keys(BENCHMARKS).join(', ')}
--write  puts the figures into ${PAGE}`);
  process.exit(unknown === undefined ? 0 : 2);
}

for (const [name, run] of Object.entries(BENCHMARKS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.error(`${name} …`);
  const figures = `${await run()}\n\n${machine()}`;
  console.log(`\n## ${name}\n\n${figures}\n`);
  if (values.write) write(name, figures);
}

function machine(): string {
  const [cpu] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `_${day}, Node ${process.versions.node}, ${cpus().length} × ${cpu?.model.trim()}_`;
}

function write(name: string, figures: string): void {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(
      `${PAGE} has no place for "${name}". Add a line "${begin}" and a line "${end}".`,
    );
  }
  writeFileSync(PAGE, `${before}${begin}\n\n${figures}\n\n${end}${after}`);
}
