import type { Selection } from '@berth/backstage-plugin-berth-common';
import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  backendOf,
  EVERY_ACTION,
  refusal,
  registryList,
  registryNamed,
  type Answer,
} from '../../dev/berth-answers.ts';
import {
  APP,
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
import { AppRegistryTab } from './AppRegistryTab.tsx';

const PATH = '/apps/component/default/payments-api';

const ENTITY: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'payments-api',
    annotations: { 'backstage.io/edit-url': 'https://git.example.com/catalog-info.yaml' },
  },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
};

function selection(environment: string, changes: Partial<Selection> = {}): Selection {
  return {
    ...{ app: APP, environment, registry: 'main' },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', createdBy: 'user:default/jane' },
    ...{ updatedAt: '2026-01-01T00:00:00.000Z', updatedBy: 'user:default/jane' },
    ...changes,
  };
}

/** What the test does not answer is as if nobody had chosen anything. */
function show(answer: Answer, options: { entity?: Entity; permitted?: readonly string[] } = {}) {
  const { entity = ENTITY, permitted = EVERY_ACTION } = options;
  const backend = backendOf(async request => {
    const answered = await answer(request);
    if (answered !== undefined) return answered;
    if (request.path === '/environments') {
      return { items: ['production'], configured: ['production'] };
    }
    if (request.path.endsWith('/effective-registry')) return NOTHING_CHOSEN;
    if (request.path.endsWith('/selections')) return { items: [], totalItems: 0, pageInfo: {} };
    if (request.path === '/registries') return registryList([registryNamed('main')]);
    return refusal(404, { name: 'NotFoundError', message: 'There is none.' });
  }, permitted);
  renderInTestApp(
    <AppLinksContext.Provider value={{ registries: pageLinks('/registries') }}>
      <EntityProvider entity={entity}>
        <Legible>
          <AppRegistryTab />
        </Legible>
      </EntityProvider>
    </AppLinksContext.Provider>,
    { apis: [[berthApiRef, new BerthClient({ fetchApi: backend })]] },
  );
  return backend;
}

const environment = (name: string) => within(screen.getByRole('region', { name }));

async function open(name: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: new RegExp(`^(?:Choose|Change) for ${name}$`) }),
  );
  return within(await screen.findByRole('form', { name: `Choice for ${name}` }));
}

async function chooseRegistry(form: Awaited<ReturnType<typeof open>>, option: RegExp) {
  await userEvent.click(await form.findByRole('button', { name: /Registry/ }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

test('each environment shows its registry and why', async () => {
  const staging = effectiveRegistry(
    { status: { code: 'OK', proven: [] } },
    { image: 'ghcr.io/acme/api', reason: { source: 'selection', text: 'It was chosen.' } },
  );
  show(({ path, query }) => {
    if (path.endsWith('/selections')) {
      return { items: [selection('staging')], totalItems: 1, pageInfo: {} };
    }
    if (!path.endsWith('/effective-registry')) return undefined;
    if (query.get('environment') === 'staging') return staging;
    return query.has('environment') ? PUBLIC_IMAGES : undefined;
  });
  await screen.findByRole('region', { name: 'All environments' });
  await environment('staging').findByText('It was chosen.');
  for (const text of ['main', 'OK', 'ghcr.io/acme/api', 'docker-credentials']) {
    expect(environment('staging').getByText(text)).toBeInTheDocument();
  }
  expect(await environment('production').findByText('None, public images')).toBeInTheDocument();
  expect(
    await environment('All environments').findByText('No registry is chosen'),
  ).toBeInTheDocument();
  expect(
    screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent),
  ).toEqual([
    ...['All environments', 'production', 'staging'],
    ...['Check an image', 'Paste into your manifests and workflow'],
  ]);
});

test('a registry, a repository and a pull secret are chosen by keyboard alone', async () => {
  const { requests } = show(({ method, path, body }) =>
    method === 'PUT' && path.endsWith('/selections/production')
      ? selection('production', body as Partial<Selection>)
      : undefined,
  );
  const opener = await screen.findByRole('button', { name: 'Choose for production' });
  opener.focus();
  await userEvent.keyboard('{Enter}');
  expect(opener).toHaveAttribute('aria-expanded', 'true');
  const select = await screen.findByRole('button', { name: /Choose one Registry|Registry/ });
  await waitFor(() => expect(select).toHaveFocus());
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveFocus());
  await screen.findByRole('option', { name: /^main/ });
  await userEvent.keyboard('mai');
  await waitFor(() => expect(requests.at(-1)?.query.get('search')).toBe('mai'));
  await userEvent.keyboard('{ArrowDown}');
  const option = await screen.findByRole('option', { name: /^main/ });
  for (let count = 0; count < 3 && option.getAttribute('data-focused') !== 'true'; count += 1) {
    await userEvent.keyboard('{ArrowDown}');
  }
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('searchbox')).toBeNull());
  screen.getByLabelText('Repository (optional)').focus();
  await userEvent.keyboard('acme/api');
  await userEvent.tab();
  expect(screen.getByLabelText('Name of the pull secret (optional)')).toHaveFocus();
  await userEvent.keyboard('regcred{Enter}');
  expect(await screen.findByText('"main" is chosen for production.')).toBeInTheDocument();
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved).toMatchObject({
    path: `${PATH}/selections/production`,
    body: { registry: 'main', repository: 'acme/api', pullSecretName: 'regcred' },
  });
  expect(saved?.headers.get('If-None-Match')).toBe('*');
  expect(screen.queryByRole('form', { name: 'Choice for production' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Choose for production' })).toHaveFocus();
});

test('only what the app may use is offered, with its provider and its status', async () => {
  const { requests } = show(({ path }) =>
    path === '/registries'
      ? registryList([
          registryNamed('main', { status: { code: 'INVALID', proven: [] } }),
          registryNamed('hub', {
            ...{ title: 'Docker', provider: 'docker-hub', host: 'docker.io' },
            status: { code: 'OK', proven: [] },
          }),
        ])
      : undefined,
  );
  const form = await open('All environments');
  await userEvent.click(await form.findByRole('button', { name: /Registry/ }));
  await screen.findByRole('option', { name: /main/ });
  expect(screen.getAllByRole('option').map(option => option.textContent)).toEqual([
    'None, public imagesNo login, and no pull secret',
    expect.stringMatching(/mainInvalid · GitHub Container Registry · ghcr\.io$/),
    expect.stringMatching(/Docker \(hub\)OK · Docker Hub · docker\.io$/),
  ]);
  const asked = requests.find(({ path }) => path === '/registries');
  expect(asked?.query.get('app')).toBe(APP);
});

test('where there are more than fit, the search is offered, and finds the others', async () => {
  show(({ path, query }) => {
    if (path !== '/registries') return undefined;
    if (query.get('search') === 'zeta') return registryList([registryNamed('zeta')]);
    return { ...registryList([registryNamed('main')]), totalItems: 312 };
  });
  const form = await open('All environments');
  const select = await form.findByRole('button', { name: /Registry/ });
  await waitFor(() =>
    expect(select).toHaveAccessibleDescription(/311 more are found by searching\.$/),
  );
  await userEvent.click(select);
  await userEvent.type(screen.getByRole('searchbox'), 'zeta');
  await userEvent.click(await screen.findByRole('option', { name: /^zeta/ }));
  await waitFor(() => expect(select).toHaveTextContent('zeta'));
});

test('none is a choice, asks for nothing else, and holds from then on', async () => {
  let isSaved = false;
  const { requests } = show(({ method, path }) => {
    if (path.endsWith('/effective-registry')) return isSaved ? PUBLIC_IMAGES : effectiveRegistry();
    if (method !== 'PUT') return undefined;
    isSaved = true;
    return selection('*', { registry: 'none' });
  });
  expect(
    await screen.findByRole('region', { name: 'In the spec of the pod template' }),
  ).toBeInTheDocument();
  const form = await open('All environments');
  await chooseRegistry(form, /^None, public images/);
  expect(screen.queryByLabelText('Repository (optional)')).toBeNull();
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(
    await screen.findByText('None, public images is chosen for All environments.'),
  ).toBeInTheDocument();
  expect(requests.find(({ method }) => method === 'PUT')).toMatchObject({
    path: `${PATH}/selections/*`,
    body: { registry: 'none' },
  });
  expect(
    await environment('All environments').findByText(PUBLIC_IMAGES.reason.text),
  ).toBeInTheDocument();
  expect(
    await screen.findByText('Choose a registry, and what to paste is here.'),
  ).toBeInTheDocument();
});

test('the tools are those of the environment that is picked', async () => {
  show(({ path, query }) =>
    path.endsWith('/effective-registry') && query.get('environment') === 'production'
      ? effectiveRegistry()
      : undefined,
  );
  await screen.findByText('Choose a registry, and what to paste is here.');
  await userEvent.click(screen.getByRole('button', { name: /Environment/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'production' }));
  expect(
    await screen.findByRole('region', { name: 'In the spec of the pod template' }),
  ).toBeInTheDocument();
});

const chosen: Answer = ({ method, path }) => {
  if (method !== 'GET') return undefined;
  if (path.endsWith('/selections')) {
    return { items: [selection('*')], totalItems: 1, pageInfo: {} };
  }
  if (path.endsWith('/selections/*')) return selection('*', { repository: 'acme/api' });
  return path.endsWith('/effective-registry') ? effectiveRegistry() : undefined;
};

test('a change begins with what is stored, and sends what it was read by', async () => {
  const { requests } = show(request =>
    request.method === 'PUT' ? selection('*') : chosen(request),
  );
  const form = await open('All environments');
  const repository = form.getByLabelText('Repository (optional)');
  expect(repository).toHaveValue('acme/api');
  await waitFor(() => expect(form.getByRole('button', { name: /^main/ })).toBeInTheDocument());
  await userEvent.type(repository, '/worker');
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  await screen.findByText('"main" is chosen for All environments.');
  const saved = requests.find(({ method }) => method === 'PUT');
  expect(saved?.headers.get('If-Match')).toBe('"1"');
  expect(saved?.body).toEqual({ registry: 'main', repository: 'acme/api/worker' });
});

const chosenBeyondTheList: Answer = ({ method, path }) => {
  if (path === '/registries') {
    return { ...registryList([registryNamed('main')]), totalItems: 312 };
  }
  if (method !== 'GET') return undefined;
  return path.endsWith('/selections/*') ? selection('*', { registry: 'zeta' }) : undefined;
};

test('what is chosen is shown where it is beyond those that are listed', async () => {
  const zeta = registryNamed('zeta', { title: 'Images', host: 'zeta.example.com' });
  const { requests } = show(request =>
    request.path === '/registries/zeta' ? zeta : chosenBeyondTheList(request),
  );
  const form = await open('All environments');
  const select = form.getByRole('button', { name: /Registry/ });
  await waitFor(() =>
    expect(select).toHaveAccessibleDescription(/311 more are found by searching\.$/),
  );
  expect(select).toHaveTextContent('Images (zeta)');
  await userEvent.type(form.getByLabelText('Repository (optional)'), 'Acme/api');
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(form.getByLabelText('Repository (optional)')).toHaveAccessibleDescription(
    /zeta\.example\.com/,
  );
  expect(requests.filter(({ path }) => path === '/registries/zeta')).toHaveLength(1);
});

test('what is chosen is shown by its name where it may not be seen', async () => {
  show(chosenBeyondTheList);
  const form = await open('All environments');
  const select = form.getByRole('button', { name: /Registry/ });
  await waitFor(() =>
    expect(select).toHaveAccessibleDescription(/311 more are found by searching\.$/),
  );
  expect(select).toHaveTextContent('zeta');
});

test('a choice is taken back', async () => {
  const { requests } = show(request =>
    request.method === 'DELETE' ? new Response(null, { status: 204 }) : chosen(request),
  );
  const form = await open('All environments');
  await userEvent.click(form.getByRole('button', { name: 'Take the choice back' }));
  await screen.findByText('The choice for All environments was taken back.');
  const deleted = requests.find(({ method }) => method === 'DELETE');
  expect(deleted).toMatchObject({ path: `${PATH}/selections/*` });
  expect(deleted?.headers.get('If-Match')).toBe('"1"');
});

test('an environment that goes with its choice leaves the focus to the others', async () => {
  let isTaken = false;
  show(({ method, path }) => {
    if (method === 'DELETE') isTaken = true;
    if (method === 'DELETE') return new Response(null, { status: 204 });
    if (path.endsWith('/selections/staging')) return selection('staging');
    if (!path.endsWith('/selections')) return undefined;
    const items = isTaken ? [] : [selection('staging')];
    return { items, totalItems: items.length, pageInfo: {} };
  });
  const form = await open('staging');
  await userEvent.click(form.getByRole('button', { name: 'Take the choice back' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'staging' })).toBeNull());
  await waitFor(() => expect(screen.getByRole('region', { name: 'Registry' })).toHaveFocus());
});

test('what nobody chose cannot be taken back', async () => {
  show(() => undefined);
  const form = await open('All environments');
  expect(form.queryByRole('button', { name: 'Take the choice back' })).toBeNull();
});

test('what somebody else has changed meanwhile is loaded again', async () => {
  let saves = 0;
  const { requests } = show(request => {
    if (request.method === 'PUT') {
      saves += 1;
      return refusal(412, {
        ...{ name: 'PreconditionFailedError', message: 'It has changed.' },
        changed: ['repository'],
      });
    }
    if (saves > 0 && request.path.endsWith('/selections/*')) {
      return selection('*', { repository: 'acme/other' });
    }
    return chosen(request);
  });
  const form = await open('All environments');
  await userEvent.type(form.getByLabelText('Repository (optional)'), '/x');
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(await form.findByRole('alert')).toHaveTextContent(
    'Somebody else was fasterOf this choice, repository was changed meanwhile. Nothing was saved.',
  );
  await userEvent.click(form.getByRole('button', { name: 'Load what is chosen now' }));
  await waitFor(() =>
    expect(screen.getByLabelText('Repository (optional)')).toHaveValue('acme/other'),
  );
  expect(form.getByRole('button', { name: /Registry$/ })).toHaveFocus();
  expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
});

test.each([
  [403, 'You may not choose this'],
  [409, 'This cannot be chosen now'],
  [400, 'Not saved'],
])('a refusal with %s is told with its reason', async (status, title) => {
  show(request =>
    request.method === 'PUT'
      ? refusal(status, { name: 'Error', message: 'Because of this.' })
      : chosen(request),
  );
  const form = await open('All environments');
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(await form.findByRole('alert')).toHaveTextContent(`${title}Because of this.`);
});

test('what is wrong is told before anything is sent', async () => {
  const { requests } = show(() => undefined);
  const form = await open('All environments');
  await userEvent.type(form.getByLabelText('Repository (optional)'), 'acme/api:1');
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(form.getByRole('button', { name: /Registry/ })).toHaveAccessibleDescription(
    /Choose a registry, or "None, public images"\.$/,
  );
  await waitFor(() => expect(form.getByRole('button', { name: /Registry/ })).toHaveFocus());
  await chooseRegistry(form, /^main/);
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(form.getByLabelText('Repository (optional)')).toHaveFocus());
  expect(form.getByLabelText('Repository (optional)')).toHaveAccessibleDescription(
    /The repository has a tag or a digest/,
  );
  expect(requests.some(({ method }) => method === 'PUT')).toBe(false);
});

test('a choice that cannot be used says why, and is not offered again', async () => {
  show(({ method, path }) => {
    if (path.endsWith('/selections')) {
      return { items: [selection('*', { registry: 'old' })], totalItems: 1, pageInfo: {} };
    }
    if (path.endsWith('/selections/*')) return selection('*', { registry: 'old' });
    return method === 'GET' && path.endsWith('/effective-registry') ? DELETED : undefined;
  });
  expect(await screen.findAllByText('"old" cannot be used')).toHaveLength(2);
  const form = await open('All environments');
  const select = await form.findByRole('button', { name: /Registry/ });
  await waitFor(() => expect(select).toHaveTextContent('Choose one'));
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  expect(form.getByText('Choose a registry, or "None, public images".')).toBeVisible();
});

test('an annotation that decides is named, with the file that it is in', async () => {
  const reason = { source: 'annotation', entityRef: APP, text: 'An annotation says so.' } as const;
  show(({ path, query }) => {
    if (!path.endsWith('/effective-registry')) return undefined;
    return query.has('environment')
      ? effectiveRegistry({}, { reason: { ...reason, environment: 'production' } })
      : effectiveRegistry({}, { reason: { ...reason, entityRef: 'system:default/checkout' } });
  });
  await screen.findByRole('region', { name: 'production' });
  const own = environment('production');
  expect(
    await own.findByText(/^berth\.dev\/registry\.production is in the catalog file of this entity/),
  ).toBeInTheDocument();
  expect(own.getByRole('link', { name: 'Open the catalog file' })).toHaveAttribute(
    'href',
    'https://git.example.com/catalog-info.yaml',
  );
  const all = environment('All environments');
  expect(
    await all.findByText(
      /^berth\.dev\/registry is in the catalog file of system:default\/checkout/,
    ),
  ).toBeInTheDocument();
  expect(all.queryByRole('link', { name: 'Open the catalog file' })).toBeNull();
});

test('who may not choose is told who may', async () => {
  show(() => undefined, { permitted: ['registry.read'] });
  expect(
    await screen.findByText(
      'The registry is chosen by its owner, group:default/payments, or by an admin of Berth.',
    ),
  ).toBeInTheDocument();
  for (const button of screen.getAllByRole('button', { name: /^Choose for / })) {
    expect(button).toBeDisabled();
  }
  expect(screen.queryByLabelText('Another environment')).toBeNull();
});

test('what other apps have chosen for is suggested, and no environment of this one', async () => {
  const previews = ['pr-0', 'pr-1', 'pr-2'];
  const annotations = { 'berth.dev/registry.qa': 'main', 'berth.dev/registry': 'main' };
  const entity = { ...ENTITY, metadata: { ...ENTITY.metadata, annotations } };
  const { requests } = show(
    ({ path }) => {
      if (path === '/environments') {
        return { items: ['dev', ...previews, 'qa'], configured: ['dev'] };
      }
      if (!path.endsWith('/selections')) return undefined;
      return { items: [selection('pr-2')], totalItems: 1, pageInfo: {} };
    },
    { entity },
  );
  await screen.findByRole('region', { name: 'All environments' });
  const buttons = screen.getAllByRole('button', { name: /^(Choose|Change) for / });
  expect(buttons.map(button => button.getAttribute('aria-label'))).toEqual([
    ...['Choose for All environments', 'Choose for dev', 'Change for pr-2', 'Choose for qa'],
  ]);
  const asked = requests.filter(({ path }) => path.endsWith('/effective-registry'));
  const environments = asked.map(({ query }) => query.get('environment'));
  expect(environments.filter(name => name === 'pr-0' || name === 'pr-1')).toEqual([]);

  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Another environment' });
  const suggested = () => [...(field.list?.options ?? [])].map(({ value }) => value);
  expect(suggested()).toEqual(['pr-0', 'pr-1']);
  await userEvent.type(field, 'pr-1{Enter}');
  expect(await screen.findByRole('region', { name: 'pr-1' })).toBeVisible();
  expect(suggested()).toEqual(['pr-0']);
});

test('an environment is added by name, and kept with its first choice', async () => {
  const { requests } = show(({ method }) => (method === 'PUT' ? selection('staging') : undefined));
  await userEvent.type(await screen.findByLabelText('Another environment'), 'production{Enter}');
  expect(await screen.findByText('"production" is there already.')).toBeVisible();
  await userEvent.clear(screen.getByLabelText('Another environment'));
  await userEvent.type(screen.getByLabelText('Another environment'), 'staging{Enter}');
  const form = await open('staging');
  await chooseRegistry(form, /^main/);
  await userEvent.click(form.getByRole('button', { name: 'Save' }));
  await screen.findByText('"main" is chosen for staging.');
  expect(requests.find(({ method }) => method === 'PUT')?.path).toBe(`${PATH}/selections/staging`);
});

test.each([
  [EVERY_ACTION, true],
  [['selection.update'], false],
])(
  'the form of a new registry is one click away for who may add one, example %#',
  async (permitted, mayAdd) => {
    show(() => undefined, { permitted });
    const form = await open('All environments');
    const link = form.queryByRole('link', { name: 'Add registry' });
    if (mayAdd) expect(link).toHaveAttribute('href', '/registries/-/new?returnTo=%2F');
    else expect(link).toBeNull();
    expect(form.getByText(/^Is the right one missing\?/)).toBeInTheDocument();
  },
);

test('where Berth cannot be asked, it is asked again', async () => {
  let fails = true;
  show(({ path }) =>
    path === '/environments' && fails
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The catalog is away.' })
      : undefined,
  );
  expect(await screen.findByText('The catalog is away.')).toBeInTheDocument();
  fails = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'All environments' })).toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Registry' })).toHaveFocus();
});

test('where the registry of an environment could be read again, it has the focus', async () => {
  let fails = true;
  show(({ path, query }) =>
    path.endsWith('/effective-registry') && query.has('environment') && fails
      ? refusal(503, { name: 'ServiceUnavailableError', message: 'The catalog is away.' })
      : undefined,
  );
  const again = await screen.findByRole('button', { name: 'Try again' });
  fails = false;
  await userEvent.click(again);
  await waitFor(() => expect(again).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByRole('region', { name: 'production' })).toHaveFocus());
});

test.each([
  ['System', /holds for all apps in this system/],
  ['Group', /holds for all apps of this group/],
])('a %s chooses for what belongs to it', async (kind, text) => {
  show(() => undefined, { entity: { ...ENTITY, kind } });
  expect(await screen.findByText(text)).toBeInTheDocument();
});
