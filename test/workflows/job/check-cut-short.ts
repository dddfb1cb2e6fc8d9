// Looks how the jobs have ended that fail in the middle: `node check-cut-short.ts <jobs, a line of JSON each>`.
import { deepEqual, equal } from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface RanJob {
  readonly name: string;
  readonly steps: readonly { readonly name: string; readonly conclusion: string }[];
}

const [file = ''] = process.argv.slice(2);
const jobs = readFileSync(file, 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line) as RanJob)
  .filter(({ name }) => name.startsWith('cut-short'));

equal(jobs.length, 6, 'three systems, two kinds of config');
for (const { name, steps } of jobs) {
  const ended = (step: string) => steps.find(one => one.name === step)?.conclusion;
  deepEqual(
    ['Berth', 'Fail in the middle', 'Post Berth', 'Post Leftovers'].map(ended),
    ['success', 'failure', 'success', 'success'],
    name,
  );
}
console.log('Nothing was left by any of them.');
