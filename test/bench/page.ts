import type { Browser } from 'playwright-core';
import { fillDatabase } from '../../packages/backstage-backend/test/large-database.ts';
import { startChromium } from '../browser/chromium.ts';
import { buildPortal } from '../browser/portal-build.ts';
import { startPortal } from '../browser/portal.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { openBenchDatabase } from './backend-database.ts';
import { median } from './measured-process.ts';
import { pluginSize } from './plugin-size.ts';

const ROUNDS = 10;
const REGISTRIES = 1_000;

/** Milliseconds from the navigation on. */
interface Opening {
  /** The portal's own part: loaded, signed in, and its sidebar there. */
  readonly portal: number;
  readonly table: number;
}

/** How large the plugin is, and how soon its table is there in Chromium. Answers Markdown. */
export async function run(): Promise<string> {
  const size = await pluginSize();
  const folder = temporaryFolder('page');
  await buildPortal(folder);
  const portal = await startPortal({ folder, fill });
  const browser = await startChromium();
  const openings: Record<'registries' | 'catalog', Opening[]> = { registries: [], catalog: [] };
  try {
    for (let round = -1; round < ROUNDS; round++) {
      const registries = await open(browser, portal.url + '/registries', 'r-00000');
      const catalog = await open(browser, portal.url + '/catalog', 'invoices');
      // The first of each warms the backend up.
      if (round < 0) continue;
      openings.registries.push(registries);
      openings.catalog.push(catalog);
    }
  } finally {
    await browser.close();
    await portal.stop();
  }
  return [...sizeTable(size), '', ...openingTable(openings)].join('\n');
}

async function fill(file: string): Promise<void> {
  const { knex } = await openBenchDatabase({ name: 'SQLite', file });
  await fillDatabase(knex, { registries: REGISTRIES, selections: 10 * REGISTRIES });
  await knex.destroy();
}

/** In a browser that has loaded nothing yet. */
async function open(browser: Browser, address: string, shown: string): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const start = performance.now();
  const since = () => performance.now() - start;
  const sidebar = page.getByRole('link', { name: 'Registries' }).first();
  const row = page.getByRole('link', { name: shown }).first();
  const [, own, table] = await Promise.all([
    page.goto(address, { waitUntil: 'commit' }),
    sidebar.waitFor().then(since),
    row.waitFor().then(since),
  ]);
  await context.close();
  return { portal: own, table };
}

function sizeTable({ first, pages, all }: Awaited<ReturnType<typeof pluginSize>>): string[] {
  const rows = Object.entries(pages).sort(([, one], [, other]) => other - one);
  return [
    '| JavaScript of the plugin, minified and gzipped | kB |',
    '| --- | ---: |',
    `| loaded with the portal | ${kilobytes(first)} |`,
    ...rows.map(([name, bytes]) => `| loaded with \`${name}\` | ${kilobytes(bytes)} |`),
    `| all, once | ${kilobytes(all)} |`,
    '',
    'With what it uses of `@berth/core`; without `@backstage/ui` and other packages, which an app has anyway. What two pages share is counted for each of them.',
  ];
}

function openingTable(openings: Readonly<Record<'registries' | 'catalog', readonly Opening[]>>) {
  const row = (title: string, all: readonly Opening[]) => {
    const [own, table] = [median(all.map(one => one.portal)), median(all.map(one => one.table))];
    return `| ${title} | ${seconds(own)} | ${seconds(table)} | ${seconds(median(all.map(one => one.table - one.portal)))} |`;
  };
  return [
    '| from the navigation, s | the portal is there | the table can be used | between |',
    '| --- | ---: | ---: | ---: |',
    row(`${REGISTRIES.toLocaleString('en')} registries`, openings.registries),
    row("Backstage's catalog, 6 entities", openings.catalog),
    '',
    `Medians of ${ROUNDS} rounds in turns, in a Chromium that has loaded nothing yet, against the built portal and the development backend on the same machine, with ${(10 * REGISTRIES).toLocaleString('en')} selections. The portal is there once its code is loaded, the guest is signed in and the sidebar is shown.`,
  ];
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
