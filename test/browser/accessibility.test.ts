import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startChromium } from './chromium.ts';
import { goInTableTo } from './keyboard.ts';
import { startPortal, type Portal } from './portal.ts';
import { registryForm } from './registry-form.ts';
import { enterSamples, startSampleInternet, type SampleInternet } from './sample-registries.ts';

const RULES = [...['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], 'best-practice'];
const SCHEMES = ['light', 'dark'] as const;

let internet: SampleInternet;
let portal: Portal;
let browser: Browser;
let pages: Readonly<Record<(typeof SCHEMES)[number], Page>>;

beforeAll(async () => {
  internet = await startSampleInternet();
  portal = await startPortal({ folder: inject('portal'), environment: internet.environment });
  browser = await startChromium();
  pages = { light: await pageIn('light'), dark: await pageIn('dark') };
});

afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await internet?.stop();
});

describe.each(SCHEMES)('axe finds nothing, %s', scheme => {
  test('in a list without a registry', async () => {
    const page = pages[scheme];
    await page.goto(`${portal.url}/registries`);
    await page.getByRole('link', { name: 'Add your first registry' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('in the form, empty and with what is wrong', async () => {
    const page = pages[scheme];
    await page.goto(`${portal.url}/registries/-/new?provider=generic`);
    const form = registryForm(page);
    await form.save.waitFor();
    expect(await violations(page)).toEqual([]);
    await form.server.fill('not a server');
    await form.save.click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

describe('with registries', () => {
  beforeAll(() => enterSamples(portal));

  describe.each(SCHEMES)('axe finds nothing, %s', scheme => {
    test('in a list with every status, and in what explains one', async () => {
      const page = pages[scheme];
      await page.goto(`${portal.url}/registries`);
      await page.getByRole('row', { name: /quay/ }).waitFor();
      expect(await violations(page)).toEqual([]);
      await goInTableTo(page, page.getByRole('img', { name: /^Invalid/ }));
      await page.getByRole('tooltip').waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test("in a registry's page and what it opens", async () => {
      const page = pages[scheme];
      await page.goto(`${portal.url}/registries/harbor`);
      await page.getByText('component:default/payments-api').first().waitFor();
      expect(await violations(page)).toEqual([]);
      for (const name of ['Pull secret', 'New secret', 'Delete']) {
        await page.getByRole('button', { name, exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: 'Cancel' }).waitFor();
        await dialog.locator('button[type="submit"]').waitFor();
        expect(await violations(page)).toEqual([]);
        await dialog.getByRole('button', { name: 'Cancel' }).click();
      }
    });

    test('in the list of credentials, and in all filters of registries', async () => {
      const page = pages[scheme];
      await page.goto(`${portal.url}/registries/-/credentials`);
      await page.getByRole('row', { name: /old-robot/ }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.goto(`${portal.url}/registries?show=enabled&owner=group:default/platform`);
      await page.getByRole('row', { name: /harbor/ }).waitFor();
      await page.getByRole('button', { name: /Owner/ }).waitFor();
      expect(await violations(page)).toEqual([]);
    });

    test("in a credential's page and what it opens", async () => {
      const page = pages[scheme];
      await page.goto(`${portal.url}/registries/-/credentials/harbor`);
      for (const name of ['New secret', 'Edit', 'Delete']) {
        await page.getByRole('button', { name, exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: /^(?:Check and save|Save|Delete)$/ }).waitFor();
        expect(await violations(page)).toEqual([]);
        await dialog.getByRole('button', { name: 'Cancel' }).click();
      }
    });

    test("in an app's card, and in its page while it chooses", async () => {
      const page = pages[scheme];
      await page.goto(`${portal.url}/catalog/default/component/payments-api`);
      await page.getByRole('link', { name: 'Change it, and check images' }).waitFor();
      expect(await violations(page, '.berth')).toEqual([]);
      await page.goto(`${portal.url}/catalog/default/component/payments-api/registry`);
      await page.getByRole('button', { name: 'Change for All environments' }).click();
      await page.getByRole('textbox', { name: 'Repository (optional)' }).waitFor();
      expect(await violations(page, '.berth')).toEqual([]);
    });

    test("in an app's page, with what is wrong and with what an image means", async () => {
      const page = pages[scheme];
      await page.goto(`${portal.url}/catalog/default/system/checkout/registry`);
      await page.getByRole('button', { name: 'Choose for All environments' }).click();
      await page.getByRole('form').getByRole('button', { name: 'Save' }).click();
      await page.getByText('Choose a registry, or "None, public images".').waitFor();
      const image = page.getByRole('textbox', { name: 'Image' });
      await image.fill('ghcr.io/Acme//api');
      await page.getByRole('list', { name: 'Problems of the image' }).waitFor();
      expect(await violations(page, '.berth')).toEqual([]);
      await image.fill('nginx');
      await page.getByText('How a cluster would pull it').waitFor();
      expect(await violations(page, '.berth')).toEqual([]);
    });

    test('in the form of one that is there', async () => {
      const page = pages[scheme];
      await page.goto(`${portal.url}/registries/quay/edit`);
      await registryForm(page).save.waitFor();
      expect(await violations(page)).toEqual([]);
    });
  });
});

describe('for somebody who may only read', () => {
  beforeAll(() =>
    portal.restartAs({
      userEntityRef: 'user:default/jane',
      ownershipEntityRefs: ['user:default/jane'],
    }),
  );

  test.each(SCHEMES)('what they may not do is disabled and says why, %s', async scheme => {
    const page = pages[scheme];
    await page.goto(`${portal.url}/registries/harbor`);
    const deletion = page.getByRole('button', { name: 'Delete', exact: true });
    await deletion.waitFor();
    expect(await deletion.isDisabled()).toBe(true);
    const described = await deletion.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/owner|admin/i);
    expect(await violations(page)).toEqual([]);
  });
});

describe('where Berth cannot be asked', () => {
  test.each(SCHEMES)('axe finds nothing, %s', async scheme => {
    const page = pages[scheme];
    await page.route('**/api/berth/**', route => route.abort());
    await page.goto(`${portal.url}/registries`);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

async function pageIn(colorScheme: (typeof SCHEMES)[number]): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    ...{ colorScheme, reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } },
  });
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

/** What axe finds, a line for each rule and element; in one place of the page where it is others'. */
async function violations(page: Page, place?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    .withTags(RULES)
    // The app's own header, which stands in no landmark.
    .exclude('.bui-PluginHeader');
  const { violations } = await (place === undefined ? axe : axe.include(place)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => !isOverlay(id, html))
      .map(({ html, failureSummary = '' }) =>
        [id, html.slice(0, 200), ...failureSummary.split('\n').slice(1)].join(' '),
      ),
  );
}

/** What explains an element lies over the page, in no landmark, and is named by that element. */
function isOverlay(rule: string, html: string): boolean {
  return rule === 'region' && html.includes('bui-TooltipContent');
}
