import type { Credential, Registry } from '@berth/backstage-plugin-berth-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { berthApiRef } from '../src/api/berth-api.ts';
import { BerthClient } from '../src/api/berth-client.ts';
import { RegistriesPage } from '../src/registries/RegistriesPage.tsx';
import { Address } from './Address.tsx';
import { backendOf, refusal, registryList, registryNamed, type Answer } from './berth-answers.ts';

/** The page of the registry `main`, before a backend of a test. */
export function showRegistry(
  answer: Answer,
  options: { readonly permitted?: readonly string[] } = {},
) {
  const backend = backendOf(answer, options.permitted);
  renderInTestApp(
    <>
      <RegistriesPage />
      <Address />
    </>,
    {
      apis: [[berthApiRef, new BerthClient({ fetchApi: backend })]],
      mountPath: '/registries',
      initialRouteEntries: ['/registries/main'],
    },
  );
  return backend;
}

/** Answers for a registry `main` with a credential `robot`, of which nobody has heard yet. */
export function registryBackend(stored: {
  readonly registry?: Partial<Registry> | undefined;
  readonly credential?: Partial<Credential>;
}): Answer {
  const registry = registryNamed('main', {
    pullCredential: 'robot',
    login: { kind: 'password', username: 'octocat' },
    ...stored.registry,
  });
  const credential = credentialNamed('robot', stored.credential);
  const nothing = { items: [], totalItems: 0, pageInfo: {} };
  return ({ path }) => {
    if (path === '/registries') return registryList([registry]);
    if (path === '/registries/main') return registry;
    if (path === '/credentials/robot') return credential;
    if (path.endsWith('/usages')) return { ...nothing, default: registry.default };
    if (path.endsWith('/status-history') || path === '/events') return nothing;
    return refusal(404, { name: 'NotFoundError', message: `There is no ${path}.` });
  };
}

export function credentialNamed(name: string, changes: Partial<Credential> = {}): Credential {
  return {
    id: '00000000-0000-4000-8000-00000000cred',
    name,
    kind: 'password',
    hosts: ['ghcr.io'],
    hasSecret: true,
    username: 'octocat',
    usedBy: ['main'],
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'user:default/jane',
    updatedAt: '2026-01-01T00:00:00.000Z',
    updatedBy: 'user:default/jane',
    ...changes,
  };
}
