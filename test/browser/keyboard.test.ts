import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startDockerRegistry, type DockerRegistry } from '../servers/docker-registry.ts';
import { startChromium } from './chromium.ts';
import { goInTableTo, tabTo } from './keyboard.ts';
import { startPortal, type Portal } from './portal.ts';
import { registryForm } from './registry-form.ts';

let registry: DockerRegistry;
let portal: Portal;
let browser: Browser;

beforeAll(async () => {
  registry = await startDockerRegistry({ auth: { kind: 'basic', users: { jane: 'correct' } } });
  portal = await startPortal({ folder: inject('portal') });
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await registry?.stop();
});

describe('by keyboard alone', () => {
  let page: Page;

  beforeAll(async () => {
    page = await newPage({ width: 1280, height: 800 });
    // Whoever points shall not help.
    await page.addInitScript(() => {
      for (const type of ['pointerdown', 'mousedown'])
        addEventListener(type, event => event.isTrusted && event.stopImmediatePropagation(), true);
    });
    await page.goto(`${portal.url}/registries`);
  });

  test('a registry is added, checked and saved', async () => {
    const { keyboard } = page;
    await tabTo(page, page.getByRole('link', { name: 'Add your first registry' }));
    await keyboard.press('Enter');
    await tabTo(page, page.getByRole('radio', { name: 'Docker Hub' }));
    // The last of them: the group goes round.
    await keyboard.press('ArrowUp');
    const form = registryForm(page);
    for (const [field, text] of [
      [form.server, registry.host],
      [form.username, 'jane'],
      [form.password, 'correct'],
      [form.name, 'team'],
    ] as const) {
      await tabTo(page, field);
      await keyboard.type(text);
    }
    await tabTo(page, page.getByRole('radio', { name: /^Secure/ }));
    await keyboard.press('ArrowUp');
    await tabTo(page, form.check);
    await keyboard.press('Enter');
    await form.steps.getByText('The registry accepts the login: proven').waitFor();
    await tabTo(page, form.save);
    await keyboard.press('Enter');
    await page.getByRole('row', { name: /team/ }).waitFor();
  });

  test('focus tells why a status is so', async () => {
    await goInTableTo(page, page.getByRole('img', { name: /^(OK|Not checked)\./ }));
    const explanation = page.getByRole('tooltip');
    await explanation.waitFor();
    expect(await explanation.textContent()).toMatch(/^(The login was proven|Nobody has checked)/);
  });

  test('whoever follows a link has the focus on the page to which it leads', async () => {
    const arrived = page.locator('main:focus');
    await goInTableTo(page, page.getByRole('link', { name: 'team' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await arrived.waitFor();
    await tabTo(page, page.getByRole('link', { name: 'Edit' }));
    await page.keyboard.press('Enter');
    await registryForm(page).save.waitFor();
    await arrived.waitFor();
  });

  test('an owner and a scope are chosen from the catalog, where the focus is to be seen', async () => {
    const choose = async (field: string, text: string, entity: string) => {
      const combobox = page.getByRole('combobox', { name: field });
      await tabTo(page, combobox);
      await page.waitForFunction(
        input => input.parentElement && getComputedStyle(input.parentElement).boxShadow !== 'none',
        await combobox.elementHandle(),
      );
      const answered = page.waitForResponse(
        response => new URL(response.url()).searchParams.get('fullTextFilterTerm') === text,
      );
      await page.keyboard.type(text);
      // The list is drawn anew with the answer to all that was typed.
      await (await answered).finished();
      await page.evaluate(() => new Promise(drawn => setTimeout(drawn, 300)));
      await page.getByRole('option', { name: entity }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    };
    await portal.ask('PUT', '/registries/spare', { server: 'quay.io' });
    await page.goto(`${portal.url}/registries/spare/edit`);
    await choose('Owner (optional)', 'pay', 'group:default/payments');
    await choose('Add to the scope from the catalog', 'check', 'system:default/checkout');
    await tabTo(page, registryForm(page).save);
    await page.keyboard.press('Enter');
    await page.getByText('"spare" is saved.').waitFor();
    expect(await portal.ask('GET', '/registries/spare')).toMatchObject({
      owner: 'group:default/payments',
      scope: ['system:default/checkout'],
    });
  });

  test('a pull secret is exported, and Escape leads back to where one was', async () => {
    const { keyboard } = page;
    await page.goto(`${portal.url}/registries/team`);
    const opener = page.getByRole('button', { name: 'Pull secret', exact: true });
    await tabTo(page, opener);
    await keyboard.press('Enter');
    const focused = page.locator(':focus');
    await focused.and(page.getByRole('textbox', { name: 'Reason' })).waitFor();
    await keyboard.type('By keyboard alone');
    await keyboard.press('Enter');
    await focused.and(page.getByRole('button', { name: 'Copy' })).waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focused.and(opener).waitFor();
  });
});

describe('on a screen of 360 pixels', () => {
  let page: Page;

  beforeAll(async () => {
    page = await newPage({ width: 360, height: 740 });
  });

  test.each([
    ['the list', '/registries', /^team/],
    ['the list with all filters', '/registries?show=enabled&owner=user:default/guest', /^Owner/],
    ['the list of credentials', '/registries/-/credentials', /^team/],
    ['the page of a credential', '/registries/-/credentials/team', /^Used by$/],
    ['the form', '/registries/-/new?provider=generic', /^Get a login/],
    ['the form of one that is there', '/registries/team/edit', /^Get a login/],
    ['the page of a registry', '/registries/team', /^Pull secret$/],
    ['the page of an app', '/catalog/default/component/payments-api/registry', /^All environments/],
  ])('%s needs no scrolling to the side', async (_, path, shown) => {
    await page.goto(portal.url + path);
    await page.getByText(shown).first().waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});

test.each(['/registries', '/registries/-/credentials'])(
  'what filters %s stands right below the ways to the lists',
  async path => {
    const page = await newPage({ width: 1280, height: 800 });
    await page.goto(portal.url + path);
    const search = await page.getByRole('searchbox').boundingBox();
    const lists = await page.getByRole('navigation', { name: 'Lists' }).boundingBox();
    expect((search?.y ?? NaN) - (lists?.y ?? NaN) - (lists?.height ?? NaN)).toBeLessThan(60);
    await page.close();
  },
);

describe.each(['no-preference', 'reduce'] as const)('with motion "%s"', reducedMotion => {
  test(`what waits ${reducedMotion === 'reduce' ? 'stands still' : 'moves'}`, async () => {
    const page = await newPage({ width: 1280, height: 800 });
    await page.emulateMedia({ reducedMotion });
    // Held back until the page is closed.
    await page.route('**/api/berth/v1/registries?*', () => undefined);
    await page.goto(`${portal.url}/registries`);
    await page.locator('main .bui-Skeleton').first().waitFor();
    const moving = await page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
    if (reducedMotion === 'reduce') expect(moving).toBe(0);
    else expect(moving).toBeGreaterThan(0);
    await page.close();
  });
});

async function newPage(viewport: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(60_000);
  return page;
}
