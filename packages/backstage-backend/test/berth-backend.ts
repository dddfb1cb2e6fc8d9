import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import request, { type Test } from 'supertest';
import berthPlugin from '../src/index.ts';

/** The groups of the users that tests sign in as. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'user:default/admin': ['group:default/platform'],
  'user:default/jane': ['group:default/payments'],
  'user:default/john': ['group:default/search'],
};

/** Who sends a request: a user by name, a service, nobody, or who has this token. */
export type Sender =
  'admin' | 'jane' | 'john' | 'service' | 'nobody' | { readonly token: string | undefined };

/** A request on its way. `expect` checks the status, and maybe the whole body, of its answer. */
interface Sent extends PromiseLike<Answer> {
  expect(status: number, body?: unknown): Sent;
}

/** An answer, with a body that nobody has looked at yet. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly text: string;
}

export interface BerthBackend {
  /** `get('/registries', { as: 'jane' })`; an admin unless said. */
  get(path: string, options?: SendOptions): Sent;
  put(path: string, body: unknown, options?: SendOptions): Sent;
  post(path: string, body: unknown, options?: SendOptions): Sent;
  delete(path: string, options?: SendOptions): Sent;
  /** Posts to any plugin of the backend, by the whole path. */
  send(path: string, body: unknown, options?: SendOptions): Sent;
  stop(): Promise<void>;
}

interface SendOptions {
  readonly as?: Sender | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Starts a whole backend with the plugin, on the real database service. */
export async function startBerth(options: {
  /** See `newDatabase`. */
  readonly database: JsonObject;
  /** Under `berth` in the configuration. */
  readonly config?: JsonObject;
  /** In the configuration beside `berth` and the database. */
  readonly root?: { readonly backend?: JsonObject; readonly permission?: JsonObject };
  /** What the catalog holds; `features` bring a catalog where this is `real`. */
  readonly entities?: readonly Entity[] | 'real';
  /** More plugins, or other services. */
  readonly features?: readonly BackendFeature[];
}): Promise<BerthBackend> {
  const { entities = [] } = options;
  const data = {
    ...options.root,
    backend: { ...options.root?.backend, database: options.database },
    berth: {
      admins: ['group:default/platform'],
      encryption: { keys: [{ id: 'test', secret: Buffer.alloc(32, 7).toString('base64') }] },
      ...options.config,
    },
  };
  const backend = await startTestBackend({
    features: [
      berthPlugin,
      mockServices.rootConfig.factory({ data }),
      databaseServiceFactory,
      userInfo,
      ...(entities === 'real' ? [] : [catalogServiceMock.factory({ entities: [...entities] })]),
      ...(options.features ?? []),
    ],
  });
  const send = (test: Test, { as = 'admin', headers = {} }: SendOptions = {}) => {
    const authorization = authorizationOf(as);
    return test.set({ ...headers, ...(authorization !== undefined && { authorization }) });
  };
  const agent = request(backend.server);
  const url = (path: string) => `/api/berth/v1${path}`;
  return {
    get: (path, how) => send(agent.get(url(path)), how),
    put: (path, body, how) => send(agent.put(url(path)).send(body as object), how),
    post: (path, body, how) => send(agent.post(url(path)).send(body as object), how),
    delete: (path, how) => send(agent.delete(url(path)), how),
    send: (path, body, how) => send(agent.post(path).send(body as object), how),
    stop: () => backend.stop(),
  };
}

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    getUserInfo(credentials) {
      const principal = credentials.principal as { readonly userEntityRef: string };
      const { userEntityRef } = principal;
      return Promise.resolve({
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...(GROUPS[userEntityRef] ?? [])],
      });
    },
  }),
});

function authorizationOf(sender: Sender): string | undefined {
  if (typeof sender === 'object') return sender.token && `Bearer ${sender.token}`;
  switch (sender) {
    case 'nobody':
      return mockCredentials.none.header();
    case 'service':
      return mockCredentials.service.header();
    case 'admin':
    case 'jane':
    case 'john':
      return mockCredentials.user.header(`user:default/${sender}`);
  }
}
