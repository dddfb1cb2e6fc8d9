// Takes the pictures of the documentation: every page in the light, in the dark and on a phone.
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { startChromium } from './chromium.ts';
import { startPortal, type Portal } from './portal.ts';
import { buildPortal } from './portal-build.ts';
import { registryForm } from './registry-form.ts';
import { enterSamples, startSampleInternet } from './sample-registries.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../docs/images');
const MOST_BYTES = 150_000;
const VIEWS = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  narrow: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
} as const;

interface Picture {
  readonly name: string;
  readonly path: string;
  /** Where it is wide, so that a table has room for all columns. */
  readonly width?: number;
  /** Brings the page into the state that is shown. */
  readonly prepare: (page: Page) => Promise<void>;
}

const EMPTY: readonly Picture[] = [
  {
    name: 'registries-empty',
    path: '/registries',
    prepare: page => page.getByRole('link', { name: 'Add your first registry' }).waitFor(),
  },
];

const FULL: readonly Picture[] = [
  {
    name: 'registries',
    path: '/registries',
    width: 1600,
    prepare: page => page.getByRole('row', { name: /quay/ }).waitFor(),
  },
  {
    name: 'credentials',
    path: '/registries/-/credentials',
    prepare: page => page.getByRole('row', { name: /old-robot/ }).waitFor(),
  },
  {
    name: 'form',
    path: '/registries/-/new?provider=harbor',
    prepare: page => registryForm(page).save.waitFor(),
  },
  { name: 'form-check', path: '/registries/-/new?provider=harbor', prepare: checkInVain },
  {
    name: 'registry',
    path: '/registries/harbor',
    prepare: page => page.getByText('component:default/payments-api').first().waitFor(),
  },
  {
    name: 'app',
    path: '/catalog/default/component/payments-api/registry',
    prepare: page => page.getByText('harbor.acme.example/acme/payments').first().waitFor(),
  },
];

const FAILED: readonly Picture[] = [
  {
    name: 'registries-error',
    path: '/registries',
    async prepare(page) {
      await page.route('**/api/berth/**', route => route.abort());
      await page.reload();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    },
  },
];

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(`Usage: npm run screenshots

Builds the portal, fills it with registries that are really checked, and writes pictures of its
pages into docs/images: light, dark, and narrow.`);
  process.exit(0);
}
await main();

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const folder = temporaryFolder('screenshots');
  await buildPortal(folder);
  const internet = await startSampleInternet();
  const portal = await startPortal({ folder, environment: internet.environment });
  const browser = await startChromium();
  try {
    await take(browser, portal, EMPTY);
    await enterSamples(portal);
    await take(browser, portal, FULL);
    await take(browser, portal, FAILED);
  } finally {
    await browser.close();
    await portal.stop();
    await internet.stop();
  }
}

async function take(browser: Browser, portal: Portal, pictures: readonly Picture[]): Promise<void> {
  for (const [view, options] of Object.entries(VIEWS)) {
    for (const { name, path: address, width, prepare } of pictures) {
      const { colorScheme, viewport } = options;
      const page = await browser.newPage({
        ...{ colorScheme, reducedMotion: 'reduce' },
        viewport: view === 'narrow' || width === undefined ? viewport : { ...viewport, width },
      });
      await page.goto(portal.url + address);
      await prepare(page);
      await write(page, `${name}-${view}.png`);
      await page.close();
    }
  }
}

async function write(page: Page, name: string): Promise<void> {
  const file = path.join(FOLDER, name);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(file);
  console.log(`${name}  ${Math.round(size / 1000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${name} has more than ${MOST_BYTES / 1000} kB.`);
}

/** A wrong password, and what the check says of it. */
async function checkInVain(page: Page): Promise<void> {
  const form = registryForm(page);
  await form.server.fill('harbor.acme.example');
  await page.getByRole('textbox', { name: /^Robot account/ }).fill('robot$berth');
  await form.password.fill('not the right one');
  await form.check.click();
  await form.steps.waitFor();
  await form.steps.scrollIntoViewIfNeeded();
}
