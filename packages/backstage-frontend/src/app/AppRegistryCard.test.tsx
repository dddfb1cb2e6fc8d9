import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { backendOf, refusal, type Answer } from '../../dev/berth-answers.ts';
import {
  DELETED,
  effectiveRegistry,
  NOTHING_CHOSEN,
  PUBLIC_IMAGES,
} from '../../dev/effective-answers.ts';
import { berthApiRef } from '../api/berth-api.ts';
import { BerthClient } from '../api/berth-client.ts';
import { pageLinks } from '../registries/page-links.ts';
import { Legible } from '../surface/Legible.tsx';
import { AppLinksContext } from './app-links.ts';
import { AppRegistryCard } from './AppRegistryCard.tsx';

const ENTITY = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments-api' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
};

function show(answer: Answer, permitted?: readonly string[]) {
  renderInTestApp(
    <AppLinksContext.Provider value={{ registries: pageLinks('/registries'), tab: '/tab' }}>
      <EntityProvider entity={ENTITY}>
        <Legible>
          <AppRegistryCard />
        </Legible>
      </EntityProvider>
    </AppLinksContext.Provider>,
    { apis: [[berthApiRef, new BerthClient({ fetchApi: backendOf(answer, permitted) })]] },
  );
}

test('the card says which registry, why, where images are and what the pull secret is called', async () => {
  show(() =>
    effectiveRegistry(
      { title: 'Company images', status: { code: 'EXPIRING', proven: [] } },
      { image: 'ghcr.io/acme/api', pullSecretName: 'regcred' },
    ),
  );
  expect(await screen.findByRole('link', { name: 'Company images' })).toBeInTheDocument();
  expect(screen.getByRole('img', { name: /^Expiring\./ })).toBeInTheDocument();
  for (const text of [
    'Nothing is chosen, and the default registry is "main".',
    'ghcr.io/acme/api',
    'regcred',
  ]) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
  expect(await screen.findByRole('link', { name: 'Change it, and check images' })).toHaveAttribute(
    'href',
    '/tab',
  );
});

test('where nothing is chosen the card says what to do, and leads there', async () => {
  show(() => NOTHING_CHOSEN);
  expect(await screen.findByText('No registry is chosen')).toBeInTheDocument();
  expect(screen.getByText(/Choose a registry, or make one the default\.$/)).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'Choose a registry' })).toHaveAttribute(
    'href',
    '/tab',
  );
});

test('a choice that cannot be used is named, with its cause and what to do', async () => {
  show(() => DELETED);
  expect(await screen.findByText('"old" cannot be used')).toBeInTheDocument();
  expect(
    screen.getByText(/does not exist or was deleted\. Choose another registry, or "none"\.$/),
  ).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'Choose a registry' })).toHaveAttribute(
    'href',
    '/tab',
  );
});

test.each([[NOTHING_CHOSEN], [DELETED]])(
  'who may not choose is told who may, and led to what there is to see, example %#',
  async effective => {
    show(() => effective, ['registry.read']);
    expect(
      await screen.findByText(
        'The registry is chosen by its owner, group:default/payments, or by an admin of Berth.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Choose a registry' })).toBeNull();
    expect(screen.queryByRole('link', { name: /Change it/ })).toBeNull();
    expect(await screen.findByRole('link', { name: 'See more, and check images' })).toHaveAttribute(
      'href',
      '/tab',
    );
  },
);

test('none is shown as the choice that it is', async () => {
  show(() => PUBLIC_IMAGES);
  expect(await screen.findByText('None, public images')).toBeInTheDocument();
});

test.each([
  [{ login: undefined }, 'None needed: the registry is public'],
  [{ login: { kind: 'node-role' } as const }, 'None needed: the nodes of the cluster log in'],
])('a registry without a pull secret says why, example %#', async (changes, text) => {
  show(() => ({ ...effectiveRegistry(changes), snippets: undefined }));
  expect(await screen.findByText(text)).toBeInTheDocument();
});

test('a registry that may not be seen has its name and its pull secret', async () => {
  show(() => ({ ...effectiveRegistry(), registry: undefined, snippets: undefined }));
  expect(await screen.findByText('docker-credentials')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: 'main' })).toBeNull();
});

test('where Berth cannot be asked, it is asked again', async () => {
  let fails = true;
  show(() =>
    fails
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The catalog is away.' })
      : PUBLIC_IMAGES,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent('The catalog is away.');
  fails = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('None, public images')).toBeInTheDocument();
  expect(screen.getByRole('article', { name: 'Registry' })).toHaveFocus();
});
