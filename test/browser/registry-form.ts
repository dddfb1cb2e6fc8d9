import type { Locator, Page } from 'playwright-core';

/** The form in which a registry is added or changed, by the names that people hear and see. */
export function registryForm(page: Page): Readonly<Record<Field, Locator>> {
  return {
    server: page.getByRole('textbox', { name: 'Server', exact: true }),
    username: page.getByRole('textbox', { name: 'User name', exact: true }),
    password: page.locator('input[type="password"]'),
    name: page.getByRole('textbox', { name: 'Name', exact: true }),
    // The radio button itself lies hidden under its label.
    ownAuthority: page.locator('label', { hasText: 'A certificate authority of your own' }),
    certificate: page.getByRole('textbox', { name: 'Certificate of the authority (PEM)' }),
    check: page.getByRole('button', { name: 'Check', exact: true }),
    save: page.getByRole('button', { name: 'Save', exact: true }),
    steps: page.getByRole('list', { name: 'Steps of the check' }),
  };
}

type Field =
  | 'server'
  | 'username'
  | 'password'
  | 'name'
  | 'ownAuthority'
  | 'certificate'
  | 'check'
  | 'save'
  | 'steps';
