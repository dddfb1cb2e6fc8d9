import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createCertificateAuthority } from '../servers/certificate-authority.ts';
import { startDockerRegistry, type DockerRegistry } from '../servers/docker-registry.ts';
import { startChromium } from './chromium.ts';
import { startPortal, type Portal } from './portal.ts';
import { registryForm } from './registry-form.ts';
import { SecretWatch } from './secret-watch.ts';

const USERNAME = 'canary-user';
const PASSWORD = `canary-pässword "1" & <b>'it\\'s'</b> /+=%`;
const WRONG_PASSWORD = `canary-wröng "2" & <i>'no'</i> /+=%`;
const NEW_PASSWORD = `canary-nëw "3" & <u>'yes'</u> /+=%`;
/** Where somebody enters a secret, or sees what they have exported. */
const SECRET_FIELDS = 'input[type="password"]';

const authority = createCertificateAuthority();
let registry: DockerRegistry;
let portal: Portal;
let browser: Browser;
let page: Page;
let watch: SecretWatch;

beforeAll(async () => {
  registry = await startDockerRegistry({
    auth: { kind: 'basic', users: { [USERNAME]: PASSWORD } },
    tls: authority.issue(),
  });
  portal = await startPortal({ folder: inject('portal') });
  browser = await startChromium();
  page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  watch = new SecretWatch(page, {
    secrets: [PASSWORD, WRONG_PASSWORD, NEW_PASSWORD],
    usernames: [USERNAME],
    mayAnswer: /\/pull-secret-exports$/,
  });
});

afterAll(async () => {
  await browser?.close();
  await portal?.stop();
  await registry?.stop();
});

describe('a registry, from the first click to its end', () => {
  test('a wrong password is told by the check, step by step, before anything is saved', async () => {
    await page.goto(`${portal.url}/registries`);
    await page.getByRole('link', { name: 'Add your first registry' }).click();
    await page.getByRole('radio', { name: 'Other registry' }).check();
    const form = registryForm(page);
    await form.server.fill(registry.host);
    await form.username.fill(USERNAME);
    await form.password.fill(WRONG_PASSWORD);
    // It sees what stands in a field: what it does not find below is not there.
    expect(await watch.leaks('typed')).not.toEqual([]);
    await form.name.fill('team');
    await form.ownAuthority.click();
    await form.certificate.fill(authority.certificate);
    await form.check.click();

    await form.steps.getByText('The server is a registry: proven').waitFor();
    await form.steps.getByText('The registry accepts the login: failed').waitFor();
    expect(await watch.leaks('checked in vain', SECRET_FIELDS)).toEqual([]);
    expect(await portal.ask('GET', '/registries')).toMatchObject({ totalItems: 0 });
  });

  test('the right one is proven and saved, and the first registry is the default', async () => {
    const form = registryForm(page);
    await form.password.fill(PASSWORD);
    await form.check.click();
    await form.steps.getByText('The registry accepts the login: proven').waitFor();
    expect(await watch.leaks('checked', SECRET_FIELDS)).toEqual([]);

    await form.save.click();
    const row = page.getByRole('row', { name: /team/ });
    await row.getByText('Default').waitFor();
    expect(await watch.leaks('saved')).toEqual([]);
    expect(await portal.ask('GET', '/default-registry')).toMatchObject({ name: 'team' });
  });

  test('the backend has written no secret into its log', () => {
    expect(watch.formsIn(portal.backendLog())).toEqual([]);
  });
});
