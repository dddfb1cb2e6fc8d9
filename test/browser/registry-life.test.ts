import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createCertificateAuthority } from '../servers/certificate-authority.ts';
import { startDockerRegistry, type DockerRegistry } from '../servers/docker-registry.ts';
import { startChromium } from './chromium.ts';
import { startPortal, type Portal } from './portal.ts';
import { dockerConfigOf, pushTestImage, type RegistryImages } from './registry-images.ts';
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
let images: RegistryImages;
let exported: string;

beforeAll(async () => {
  registry = await startDockerRegistry({
    auth: { kind: 'basic', users: { [USERNAME]: PASSWORD } },
    tls: authority.issue(),
  });
  images = pushTestImage({ registry, authority, username: USERNAME, password: PASSWORD });
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

  test('it becomes the default in place of another one, by its switch', async () => {
    await portal.ask('PUT', '/registries/other', { server: 'registry.example' });
    await portal.ask('PUT', '/default-registry', { registry: 'other' });
    await page.getByRole('link', { name: 'team' }).click();
    await page.getByText('Default registry', { exact: true }).click();
    await page.getByText('To change that, make another registry the default.').waitFor();
    expect(await watch.leaks('default')).toEqual([]);
    expect(await portal.ask('GET', '/default-registry')).toMatchObject({ name: 'team' });
  });

  test('an app chooses it on its own page', async () => {
    await page.goto(`${portal.url}/catalog/default/component/payments-api/registry`);
    await page.getByRole('button', { name: 'Choose for All environments' }).click();
    await page.getByRole('button', { name: /Registry$/ }).click();
    await page.getByRole('option', { name: /^team/ }).click();
    await page.getByRole('textbox', { name: 'Repository (optional)' }).fill('acme/payments');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`${registry.host}/acme/payments`).first().waitFor();
    expect(await watch.leaks('chosen')).toEqual([]);
    const app = '/apps/component/default/payments-api';
    expect(await portal.ask('GET', `${app}/selections/*`)).toMatchObject({ registry: 'team' });
  });

  test('its pull secret is exported with a reason, and skopeo reads an image with it', async () => {
    await page.goto(`${portal.url}/registries/team`);
    await page.getByRole('button', { name: 'Pull secret', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Pull secret of team' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('A cluster of the end-to-end test');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const manifest = dialog.getByRole('textbox', { name: 'Manifest' });
    exported = dockerConfigOf(await manifest.inputValue());
    expect(await watch.leaks('exported', '[role="dialog"]')).toEqual([]);
    expect(images.inspect(exported)).toMatchObject({ Name: images.repository });

    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
    expect(await watch.leaks('closed')).toEqual([]);
    expect(await portal.ask('GET', '/events?registry=team')).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ reason: 'A cluster of the end-to-end test' }),
      ]) as unknown,
    });
  });

  test('a new password is proven before it takes the place of the old one', async () => {
    registry.setUsers({ [USERNAME]: NEW_PASSWORD });
    expect(() => images.inspect(exported)).toThrow(/authentication required|unauthorized/);
    await page.getByRole('button', { name: 'New secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'New secret of team' });
    await dialog.locator('input[type="password"]').fill(NEW_PASSWORD);
    await dialog.getByRole('button', { name: 'Check and save' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await watch.leaks('new secret')).toEqual([]);
    const check = await portal.ask('POST', '/registries/team/checks', { purpose: 'pull' });
    expect(check).toMatchObject({ status: { code: 'OK' } });
  });

  test('it is deleted with its credential, once its name is typed and it is no default', async () => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete team?' });
    await dialog.getByText('It is the default registry').waitFor();
    await portal.ask('PUT', '/default-registry', { registry: 'other' });

    await page.reload();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('component:default/payments-api').waitFor();
    await dialog.getByText('Delete its credential too').click();
    const remove = dialog.getByRole('button', { name: 'Delete although it is used' });
    expect(await remove.isDisabled()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Type team to delete it' }).fill('team');
    await remove.click();
    await page.getByRole('row', { name: /other/ }).waitFor();
    expect(await page.getByRole('row', { name: /team/ }).count()).toBe(0);
    expect(await watch.leaks('deleted')).toEqual([]);
    await expect(portal.ask('GET', '/registries/team')).rejects.toThrow('404');
    await expect(portal.ask('GET', '/credentials/team')).rejects.toThrow('404');
  });

  test('the backend has written no secret into its log', () => {
    expect(watch.answers).toBeGreaterThan(50);
    expect(watch.formsIn(portal.backendLog())).toEqual([]);
  });
});
