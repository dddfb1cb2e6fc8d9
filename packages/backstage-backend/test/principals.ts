import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { coreServices, createBackendPlugin, type AuthService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import express from 'express';
import { SignJWT } from 'jose';
import { startBerth, type BerthBackend, type Sender } from './berth-backend.ts';

/** Everybody who may come to the API, as Backstage's own authentication knows them. */
export const principals = [
  'admin',
  'owner',
  'user',
  'plugin',
  'static',
  'job',
  'reader',
  'lister',
  'exporter',
  'editor',
  'elsewhere',
  'forged',
  'nobody',
] as const;

type PrincipalName = (typeof principals)[number];

/** Tokens of `backend.auth.externalAccess`, with what they are restricted to. */
const EXTERNAL = {
  static: undefined,
  reader: { plugin: 'berth', permissionAttribute: { action: 'read' } },
  lister: { plugin: 'berth', permission: 'berth.registry.read' },
  exporter: { plugin: 'berth', permission: 'berth.pull-secret.export' },
  editor: { plugin: 'berth', permission: 'berth.credential.update' },
  elsewhere: { plugin: 'catalog' },
} as const;

export interface BerthWithPrincipals extends BerthBackend {
  as(principal: PrincipalName): Promise<Sender>;
}

/** A backend that checks tokens as in production: of users, plugins, static ones, and foreign JWTs. */
export async function startBerthWithPrincipals(
  options: Parameters<typeof startBerth>[0],
): Promise<BerthWithPrincipals> {
  const keys = await startKeys();
  const plugin: { auth?: AuthService } = {};
  const { root, features = [] } = options;
  const backend = { auth: { externalAccess: externalAccess(keys.url) } };
  const authentication = [authServiceFactory, httpAuthServiceFactory, catalog(plugin), auth(keys)];
  const berth = await startBerth({
    ...options,
    root: { ...root, backend },
    features: [...authentication, ...features],
  });
  return {
    ...berth,
    as: async principal => ({ token: await tokenOf(principal, { keys, plugin }) }),
    stop: () => Promise.all([berth.stop(), keys.stop()]).then(() => undefined),
  };
}

function externalAccess(url: string): JsonObject[] {
  const tokens = Object.entries(EXTERNAL).map(([name, restriction]) => ({
    type: 'static',
    options: { token: staticToken(name), subject: name },
    ...(restriction && { accessRestrictions: [restriction] }),
  }));
  const jobs = { issuer: 'https://ci.example.com', audience: 'berth', subjectPrefix: 'ci' };
  return [...tokens, { type: 'jwks', options: { url, ...jobs } }];
}

function staticToken(name: string): string {
  return `static-token-of-${name}`;
}

async function tokenOf(
  principal: PrincipalName,
  deps: { readonly keys: Keys; readonly plugin: { readonly auth?: AuthService } },
): Promise<string | undefined> {
  switch (principal) {
    case 'admin':
      return deps.keys.user('user:default/admin');
    case 'owner':
      return deps.keys.user('user:default/jane');
    case 'user':
      return deps.keys.user('user:default/john');
    case 'plugin': {
      const onBehalfOf = await deps.plugin.auth?.getOwnServiceCredentials();
      if (onBehalfOf === undefined) throw new Error('The plugin has not started.');
      const options = { onBehalfOf, targetPluginId: 'berth' };
      return (await deps.plugin.auth?.getPluginRequestToken(options))?.token;
    }
    case 'job':
      return deps.keys.job('repo:acme/api:ref:refs/heads/main');
    case 'forged':
      return (await startKeys({ listen: false })).user('user:default/admin');
    case 'nobody':
      return undefined;
    case 'static':
    case 'reader':
    case 'lister':
    case 'exporter':
    case 'editor':
    case 'elsewhere':
      return staticToken(principal);
  }
}

/** Another plugin of the same backend, which calls Berth. */
function catalog(plugin: { auth?: AuthService }) {
  return createBackendPlugin({
    pluginId: 'catalog',
    register(env) {
      env.registerInit({
        deps: { auth: coreServices.auth },
        init({ auth }) {
          plugin.auth = auth;
          return Promise.resolve();
        },
      });
    },
  });
}

/** Backstage's auth plugin, as far as others ask it: for the keys that it signs users' tokens with. */
function auth({ published }: Keys) {
  return createBackendPlugin({
    pluginId: 'auth',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        init({ httpRouter }) {
          const path = '/.well-known/jwks.json';
          httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
          const router = express.Router();
          router.get(path, (_request, response) => void response.json(published));
          httpRouter.use(router);
          return Promise.resolve();
        },
      });
    },
  });
}

interface Keys {
  readonly url: string;
  readonly published: { readonly keys: readonly object[] };
  user(ref: string): Promise<string>;
  job(subject: string): Promise<string>;
  stop(): Promise<void>;
}

/** Signs tokens, and publishes its key as Backstage's auth plugin and OIDC issuers do. */
async function startKeys({ listen = true } = {}): Promise<Keys> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'ES256', use: 'sig' };
  const published = { keys: [jwk] };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(published));
  });
  if (listen) await once(server.listen(0, '127.0.0.1'), 'listening');
  const port = listen ? (server.address() as AddressInfo).port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    published,
    user: ref => userToken(privateKey, ref),
    job: sub => signed(privateKey, 'JWT', { sub, iss: 'https://ci.example.com', aud: 'berth' }),
    stop: () => new Promise(resolve => void server.close(() => resolve())),
  };
}

/** With the proof by which plugins act for the user towards others: see Backstage's `UserTokenHandler`. */
async function userToken(key: KeyObject, sub: string): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub, iat, exp: iat + 3600 };
  const limited = await signed(key, 'vnd.backstage.limited-user', claims);
  const [, , uip] = limited.split('.');
  return signed(key, 'vnd.backstage.user', { ...claims, ent: [sub], uip });
}

function signed(key: KeyObject, typ: string, claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ typ, alg: 'ES256', kid: 'test' }).sign(key);
}
