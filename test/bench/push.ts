import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import {
  benchmarkFolder,
  largestLayer,
  writeImage,
  type ImageName,
  type Transport,
} from './push-images.ts';
import { race, type Client, type Result } from './push-race.ts';

/** Fewer where time is short. The gigabyte takes half of them. */
const ROUNDS = Number(process.env['BERTH_BENCH_ROUNDS'] ?? 6);

interface Case {
  readonly label: string;
  readonly image: ImageName;
  /** Whether the same client has pushed it a moment before. */
  readonly isThere?: boolean;
}

// All of one image beside each other: it is written once, and removed before the next.
const CASES: readonly Case[] = [
  { label: '5 × 20 MiB, noise', image: 'fiveLayers' },
  { label: 'the same, all there', image: 'fiveLayers', isThere: true },
  { label: '5 × 20 MiB, program', image: 'fivePrograms' },
  { label: '5 × 20 MiB, made-up words', image: 'fiveTexts' },
  { label: '100 × 10 kB', image: 'hundredLayers' },
  { label: 'the same, all there', image: 'hundredLayers', isThere: true },
  { label: '1 × 1 GiB, noise', image: 'oneGibibyte' },
];

/** Whole processes, ours and skopeo's in turn, each against a registry of its own. Answers Markdown. */
export async function run(): Promise<string> {
  const folder = benchmarkFolder();
  const program = await bundledProgram(folder);
  const rows: string[] = [];
  for (const image of new Set(CASES.map(one => one.image))) {
    const sources = Object.entries(writeImage(folder, image)) as [Transport, string][];
    for (const one of CASES.filter(other => other.image === image)) {
      for (const [transport, source] of sources) {
        const clients = { ours: ours(program, source), skopeo: skopeo(source) };
        rows.push(
          row(
            one.label,
            transport,
            await race(clients, { ...one, ...{ folder, rounds: roundsOf(image) } }),
          ),
        );
        console.error(rows.at(-1));
      }
    }
    if (image === 'oneGibibyte') rows.push(bareRow(await raceBare(folder, image)));
    for (const [, source] of sources) rmSync(source.split(':')[1] ?? '', { recursive: true });
  }
  return [...HEADER, ...rows, '', explanation()].join('\n');
}

function roundsOf(image: ImageName): number {
  return image === 'oneGibibyte' ? Math.max(1, Math.ceil(ROUNDS / 2)) : ROUNDS;
}

/** As the action ships it: one file, no types to strip while it runs. */
async function bundledProgram(folder: string): Promise<string> {
  const outDir = path.join(folder, 'program');
  await build({
    entry: [fileURLToPath(new URL('push-client.ts', import.meta.url))],
    ...{ outDir, format: 'esm', platform: 'node', target: 'node24', minify: true },
    ...{ config: false, dts: false, logLevel: 'silent', fixedExtension: true },
    deps: { alwaysBundle: [/.*/], onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ['@berth/source', 'node', 'import', 'default'] } },
  });
  return path.join(outDir, 'push-client.mjs');
}

const ours =
  (program: string, source: string): Client =>
  ({ host }) => [process.execPath, program, source, `${host}/bench/x:1`];

const skopeo =
  (source: string): Client =>
  ({ host }) => [
    'skopeo',
    'copy',
    '-q',
    '--dest-tls-verify=false',
    source,
    `docker://${host}/bench/x:1`,
  ];

async function raceBare(folder: string, image: ImageName): Promise<Result> {
  const { file, digest } = largestLayer(folder, image);
  const program = fileURLToPath(new URL('bare-client.ts', import.meta.url));
  const bare: Client = ({ url }) => [process.execPath, program, file, url, digest];
  return (await race({ bare }, { folder, rounds: roundsOf(image) })).bare;
}

const HEADER = [
  '| image | source | ours, ms | skopeo, ms | ours ÷ skopeo | ours, MiB held | skopeo, MiB held | ours, MB stored | skopeo, MB stored |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
];

function row(
  label: string,
  transport: Transport,
  { ours, skopeo }: { readonly ours: Result; readonly skopeo: Result },
): string {
  const ratio = (ours.milliseconds / skopeo.milliseconds).toFixed(2);
  const pairs = [
    [ours.milliseconds, skopeo.milliseconds],
    [ours.mebibytes, skopeo.mebibytes],
    [ours.stored / 1e6, skopeo.stored / 1e6],
  ].map(pair => pair.map(value => value.toFixed(0)).join(' | '));
  return `| ${label} | \`${transport}:\` | ${pairs[0]} | ${ratio} | ${pairs[1]} | ${pairs[2]} |`;
}

function bareRow({ milliseconds, mebibytes }: Result): string {
  return `| 1 × 1 GiB, a bare Node client | the file | ${milliseconds.toFixed(0)} | | | ${mebibytes.toFixed(0)} | | | |`;
}

function explanation(): string {
  const version = execFileSync('skopeo', ['--version']).toString().trim();
  return `Whole processes, beside ${version}, in turn; medians of ${ROUNDS} rounds, of the gigabyte ${roundsOf('oneGibibyte')}. Every run has a fresh registry (docker-registry on loopback, storage in memory where there is room). Held is the most resident memory at once. The bare client is a Node that streams the one layer with \`http.request\` and checks nothing. Layers of a docker archive are compressed on the way by both.`;
}
