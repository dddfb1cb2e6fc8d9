import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, type CatalogApi } from '@backstage/plugin-catalog-react';
import type { Credential, CredentialList } from '@berth/backstage-plugin-berth-common';
import { berthApiRef } from '../src/api/berth-api.ts';
import { BerthClient } from '../src/api/berth-client.ts';
import { RegistriesPage } from '../src/registries/RegistriesPage.tsx';
import { Address } from './Address.tsx';
import { backendOf, refusal, registryList, registryNamed, type Answer } from './berth-answers.ts';
import { credentialNamed } from './registry-page.tsx';

/** Shows what is behind `/-/credentials`, such as `/robot`. */
export function showCredentials(
  address: string,
  answer: Answer,
  options: { readonly permitted?: readonly string[]; readonly catalog?: CatalogApi } = {},
) {
  const { permitted, catalog } = options;
  const backend = backendOf(answer, permitted);
  renderInTestApp(
    <>
      <RegistriesPage />
      <Address />
    </>,
    {
      apis: [
        [berthApiRef, new BerthClient({ fetchApi: backend })],
        ...(catalog === undefined ? [] : [[catalogApiRef, catalog] as const]),
      ],
      mountPath: '/registries',
      initialRouteEntries: [`/registries/-/credentials${address}`],
    },
  );
  return backend;
}

export function credentialList(items: readonly Credential[], nextCursor?: string): CredentialList {
  return {
    items: [...items],
    totalItems: items.length,
    pageInfo: nextCursor === undefined ? {} : { nextCursor },
  };
}

/** A backend with a credential `robot`, by which the registry `main` pulls where that is said. */
export function credentialBackend(
  changes: Partial<Credential> = {},
  change: Answer = () => undefined,
): Answer {
  const credential = credentialNamed('robot', { usedBy: [], ...changes });
  const login = { kind: 'password', username: 'octocat' } as const;
  const users = credential.usedBy.map(name =>
    registryNamed(
      name,
      name === 'pusher' ? { pushCredential: 'robot' } : { pullCredential: 'robot', login },
    ),
  );
  return request => {
    const { path, method, query } = request;
    if (method !== 'GET') return change(request);
    if (path === '/credentials/robot') return credential;
    if (path === '/credentials') return credentialList([credential]);
    if (path === '/registries' && query.get('credential') === 'robot') return registryList(users);
    const user = users.find(({ name }) => path === `/registries/${name}`);
    if (user !== undefined) return user;
    return refusal(404, { name: 'NotFoundError', message: `There is no ${path}.` });
  };
}
