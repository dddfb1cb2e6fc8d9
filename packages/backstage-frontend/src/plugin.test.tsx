import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { backendOf, registryList, registryNamed, type Answer } from '../dev/berth-answers.ts';
import berthPlugin, { berthApiRef } from './index.ts';
import { BerthClient } from './api/berth-client.ts';
import { EntityRegistryCard, RegistriesPage } from './legacy.ts';

const backend = () => backendOf(() => registryList([registryNamed('main', { default: true })]));

test('the new frontend system shows the page, its title and its item in the sidebar', async () => {
  renderTestApp({
    features: [berthPlugin],
    apis: [[fetchApiRef, backend()]],
    initialRouteEntries: ['/registries'],
  });
  expect(await screen.findByRole('link', { name: 'main' })).toHaveAttribute(
    'href',
    '/registries/main',
  );
  expect(screen.getAllByText('Registries').length).toBeGreaterThan(1);
  expect(screen.getByRole('link', { name: 'Credentials' })).toHaveAttribute(
    'href',
    '/registries/-/credentials',
  );
});

const DETAILS: Answer = ({ path }) => {
  const nothing = { items: [], totalItems: 0, pageInfo: {} };
  if (path !== '/registries/main') return { ...nothing, default: false };
  return registryNamed('main', { owner: 'group:default/payments' });
};

test('the new frontend system shows a registry, with links to the catalog', async () => {
  renderTestApp({
    features: [berthPlugin, catalogPlugin],
    apis: [[fetchApiRef, backendOf(DETAILS)]],
    initialRouteEntries: ['/registries/main'],
  });
  expect(await screen.findByRole('link', { name: 'group:default/payments' })).toHaveAttribute(
    'href',
    '/catalog/default/group/payments',
  );
});

test('the legacy frontend system shows a registry, with texts where there is no catalog', async () => {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [berthApiRef, new BerthClient({ fetchApi: backendOf(DETAILS) })],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <Routes>
        <Route path="/images/*" element={<RegistriesPage />} />
      </Routes>
    </TestApiProvider>,
    { routeEntries: ['/images/main'] },
  );
  expect(await screen.findByText('group:default/payments')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'group:default/payments' })).not.toBeInTheDocument();
});

test('the legacy frontend system shows the page where the app mounts it', async () => {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [berthApiRef, new BerthClient({ fetchApi: backend() })],
        [permissionApiRef, mockApis.permission()],
      ]}
    >
      <Routes>
        <Route path="/images/*" element={<RegistriesPage />} />
      </Routes>
    </TestApiProvider>,
    { routeEntries: ['/images'] },
  );
  expect(await screen.findByRole('link', { name: 'main' })).toHaveAttribute('href', '/images/main');
  expect(screen.getByRole('link', { name: 'Credentials' })).toHaveAttribute(
    'href',
    '/images/-/credentials',
  );
});

test('the legacy frontend system shows the card of an app', async () => {
  const { fetch, requests } = backendOf(() => ({
    app: 'component:default/payments-api',
    outcome: 'none',
    reason: { source: 'selection', text: 'The app has chosen to have none.' },
  }));
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payments-api' },
  };
  await renderInTestApp(
    <TestApiProvider apis={[[berthApiRef, new BerthClient({ fetchApi: { fetch } })]]}>
      <EntityProvider entity={entity}>
        <EntityRegistryCard />
      </EntityProvider>
    </TestApiProvider>,
  );
  expect(await screen.findByText('The app has chosen to have none.')).toBeInTheDocument();
  expect(requests.map(({ path }) => path)).toEqual([
    '/apps/component/default/payments-api/effective-registry',
  ]);
});
