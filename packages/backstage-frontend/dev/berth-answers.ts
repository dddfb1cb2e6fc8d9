import type { Registry, RegistryList } from '@berth/backstage-plugin-berth-common';

/** One request as the backend would get it. */
interface BackendRequest {
  readonly method: string;
  /** Behind `/v1`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

/** What a test answers: a body, or a whole response. */
export type Answer = (request: BackendRequest) => unknown;

/** All that a user of a test may do, unless the test says otherwise. */
export const EVERY_ACTION: readonly string[] = [
  ...['registry.read', 'registry.create', 'registry.update', 'registry.delete', 'registry.use'],
  ...['registry.check', 'credential.create', 'credential.update', 'credential.delete'],
  ...['pull-secret.export', 'selection.update', 'event.read', 'default-registry.update'],
];

/**
 * The backend of a test, behind Backstage's `fetch`: the client itself is the real one. What the
 * user may do is no question to the test, and is not among its requests.
 */
export function backendOf(answer: Answer, permitted: readonly string[] = EVERY_ACTION) {
  const requests: BackendRequest[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (typeof input !== 'string') throw new Error('The client asks by address.');
    const request = new Request(input.replace('plugin://', 'http://'), init);
    const url = new URL(request.url);
    const text = await request.text();
    const asked: BackendRequest = {
      method: request.method,
      path: url.pathname.replace(/^\/v1/, ''),
      query: url.searchParams,
      headers: request.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
    if (asked.path === '/permitted-actions') return Response.json({ items: permitted });
    requests.push(asked);
    const answered = await answer(asked);
    return answered instanceof Response
      ? answered
      : Response.json(answered, { headers: { ETag: '"1"' } });
  };
  return { fetch, requests };
}

/** Backstage's error format. */
export function refusal(
  statusCode: number,
  error: { readonly name: string; readonly message: string } & Readonly<Record<string, unknown>>,
): Response {
  return Response.json({ error, response: { statusCode } }, { status: statusCode });
}

export function registryList(items: readonly Registry[], nextCursor?: string): RegistryList {
  return {
    items: [...items],
    totalItems: items.length,
    pageInfo: nextCursor === undefined ? {} : { nextCursor },
  };
}

export function registryNamed(name: string, changes: Partial<Registry> = {}): Registry {
  return {
    id: `00000000-0000-4000-8000-${name.padEnd(12, '0').slice(0, 12)}`,
    name,
    provider: 'ghcr',
    server: 'ghcr.io',
    host: 'ghcr.io',
    connection: 'secure',
    purposes: ['pull'],
    default: false,
    disabled: false,
    management: 'user',
    scope: [],
    labels: {},
    status: { code: 'UNKNOWN', proven: [] },
    usedBy: { selections: 0 },
    createdAt: '2026-01-01T00:00:00.000Z',
    createdBy: 'user:default/jane',
    updatedAt: '2026-01-01T00:00:00.000Z',
    updatedBy: 'user:default/jane',
    ...changes,
  };
}
