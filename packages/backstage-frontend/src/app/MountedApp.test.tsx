import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { backendOf } from '../../dev/berth-answers.ts';
import { effectiveRegistry } from '../../dev/effective-answers.ts';
import { emptyBackend, notFound } from '../../dev/registries-page.tsx';
import { berthApiRef } from '../api/berth-api.ts';
import { BerthClient } from '../api/berth-client.ts';
import berthPlugin from '../index.ts';
import { EntityRegistryCard, EntityRegistryContent, RegistriesPage } from '../legacy.ts';

const backend = () =>
  backendOf(request => {
    const { path } = request;
    if (path === '/environments') return { items: [], configured: [] };
    if (path.endsWith('/selections')) return { items: [], totalItems: 0, pageInfo: {} };
    if (path.includes('/selections/')) return notFound();
    return path.endsWith('/effective-registry') ? effectiveRegistry() : emptyBackend()(request);
  });

const entityOf = (kind: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'payments-api', namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
});

function showPortal(kind: string, address: string) {
  renderTestApp({
    features: [catalogPlugin, berthPlugin],
    apis: [
      [fetchApiRef, backend()],
      [catalogApiRef, catalogApiMock({ entities: [entityOf(kind)] })],
    ],
    initialRouteEntries: [address],
  });
}

test('in the new frontend system the card leads to the tab and to the registries', async () => {
  showPortal('Component', '/catalog/default/component/payments-api');
  expect(await screen.findByRole('link', { name: 'Change it, and check images' })).toHaveAttribute(
    'href',
    '/catalog/default/component/payments-api/registry',
  );
  expect(await screen.findByRole('link', { name: 'main' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/registries\/main/),
  );
});

test.each(['Component', 'System', 'Domain', 'Group'])(
  'in the new frontend system a %s has the tab',
  async kind => {
    showPortal(kind, `/catalog/default/${kind.toLowerCase()}/payments-api/registry`);
    expect(await screen.findByRole('region', { name: 'All environments' })).toBeInTheDocument();
  },
);

function showLegacy(address: string) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [berthApiRef, new BerthClient({ fetchApi: backend() })],
        [permissionApiRef, mockApis.permission()],
        [catalogApiRef, catalogApiMock({ entities: [entityOf('Group')] })],
      ]}
    >
      <EntityProvider entity={entityOf('Component')}>
        <Routes>
          <Route path="/images/*" element={<RegistriesPage />} />
          <Route path="/app" element={<EntityRegistryCard />} />
          <Route path="/app/registry" element={<EntityRegistryContent />} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    { routeEntries: [address] },
  );
}

test('in the legacy frontend system the card leads to the tab and to the registries', async () => {
  await showLegacy('/app');
  expect(await screen.findByRole('link', { name: 'Change it, and check images' })).toHaveAttribute(
    'href',
    '/app/registry',
  );
  expect(await screen.findByRole('link', { name: 'main' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/images\/main/),
  );
});

test('who adds the registry that an app misses is led back to the app', async () => {
  await showLegacy('/app/registry');
  await userEvent.click(await screen.findByRole('button', { name: 'Choose for All environments' }));
  await userEvent.click(await screen.findByRole('link', { name: 'Add registry' }));
  await userEvent.click(await screen.findByRole('radio', { name: 'GitHub Container Registry' }));
  await userEvent.type(await screen.findByLabelText('GitHub user name'), 'octocat');
  await userEvent.type(screen.getByLabelText('Personal access token (classic)'), 's3cret');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('"ghcr" is saved.')).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'All environments' })).toBeInTheDocument();
});

test('who follows a link to the registries and to the app has the focus on that page', async () => {
  await showLegacy('/app/registry');
  await userEvent.click(await screen.findByRole('button', { name: 'Choose for All environments' }));
  await userEvent.click(await screen.findByRole('link', { name: 'Add registry' }));
  await waitFor(() => expect(screen.getByRole('main', { name: 'Registries' })).toHaveFocus());
  await userEvent.click(await screen.findByRole('link', { name: 'Cancel' }));
  await waitFor(() => expect(screen.getByRole('region', { name: 'Registry' })).toHaveFocus());
});

test('in the legacy frontend system the tab is shown where the app mounts it', async () => {
  await showLegacy('/app/registry');
  expect(await screen.findByRole('region', { name: 'All environments' })).toBeInTheDocument();
});

test('in the legacy frontend system owners are suggested, too', async () => {
  await showLegacy('/images/-/new?provider=ghcr');
  await userEvent.type(
    await screen.findByLabelText('Owner (optional)', { selector: 'input' }),
    'pay',
  );
  expect(
    await screen.findByRole('option', { name: 'group:default/payments-api' }),
  ).toBeInTheDocument();
});
