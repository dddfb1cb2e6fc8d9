import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { startPortal, type Portal } from './portal.ts';
import { registryForm } from './registry-form.ts';

// The portal and its backend have different ports: a browser shows the pages only those headers of
// an answer that the backend exposes.
let portal: Portal;
let browser: Browser;

beforeAll(async () => {
  portal = await startPortal({ folder: inject('portal') });
  browser = await startChromium();
  await portal.ask('PUT', '/registries/team', { server: 'registry.example' });
});

afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

test('of two who change a registry at once, the second is told what the first has changed', async () => {
  const first = await editPage();
  const second = await editPage();
  await titleOf(first).fill('The first');
  await registryForm(first).save.click();
  await first.getByRole('row', { name: /The first/ }).waitFor();

  await titleOf(second).fill('The second');
  await registryForm(second).save.click();
  const alert = second.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('Somebody else has changed it meanwhile');
  expect(await alert.textContent()).toContain('Changed: title.');
  expect(await portal.ask('GET', '/registries/team')).toMatchObject({ title: 'The first' });
});

async function editPage(): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${portal.url}/registries/team/edit`);
  await titleOf(page).waitFor();
  return page;
}

function titleOf(page: Page) {
  return page.getByRole('textbox', { name: 'Title (optional)' });
}
