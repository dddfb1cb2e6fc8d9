import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Check } from '@berth/backstage-plugin-berth-common';
import { berthApiRef } from '../src/api/berth-api.ts';
import { BerthClient } from '../src/api/berth-client.ts';
import { RegistriesPage } from '../src/registries/RegistriesPage.tsx';
import { backendOf, refusal, registryList, registryNamed, type Answer } from './berth-answers.ts';

/** Shows the page at an address behind where it is mounted, such as `/-/new`. */
export function showPage(
  address: string,
  answer: Answer,
  options: { readonly permitted?: readonly string[]; readonly defaultProvider?: string } = {},
) {
  const { permitted, defaultProvider } = options;
  const backend = backendOf(answer, permitted);
  renderInTestApp(<RegistriesPage />, {
    apis: [[berthApiRef, new BerthClient({ fetchApi: backend })]],
    config: defaultProvider === undefined ? {} : { berth: { defaultProvider } },
    mountPath: '/registries',
    initialRouteEntries: [`/registries${address}`],
  });
  return backend;
}

export const notFound = () =>
  refusal(404, { name: 'NotFoundError', message: 'There is no such entry.' });

/** A check with this outcome. */
export function checked(code: Check['status']['code']): Check {
  const isProven = code === 'OK';
  return {
    status: { code, proven: isProven ? ['endpoint', 'identity'] : ['endpoint'] },
    explanation: isProven ? 'The login works.' : 'ghcr.io refused the login. Make a new token.',
    steps: [
      { step: 'endpoint', outcome: 'proven' },
      { step: 'identity', outcome: isProven ? 'proven' : 'failed' },
    ],
    hints: [],
  };
}

/** A backend in which nothing is stored yet, and each check has this outcome. */
export function emptyBackend(check: Answer = () => checked('OK')): Answer {
  return request => {
    if (request.path === '/checks') return check(request);
    if (request.path.startsWith('/credentials/')) return notFound();
    return request.method === 'PUT' ? registryNamed('ghcr') : registryList([registryNamed('ghcr')]);
  };
}
