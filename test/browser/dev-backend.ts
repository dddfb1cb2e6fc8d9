import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startChildServer, type ChildServer } from '../servers/child-server.ts';

const DEV = path.resolve(import.meta.dirname, '../../packages/backstage-backend/dev');
const PATIENCE_SECONDS = 120;

/** Who is signed in as the guest. */
export interface Guest {
  readonly userEntityRef: string;
  readonly ownershipEntityRefs: readonly string[];
}

/** Everything of Berth, through the group that the development configuration makes administrators. */
const ADMINISTRATOR: Guest = {
  userEntityRef: 'user:default/guest',
  ownershipEntityRefs: ['user:default/guest', 'group:default/platform'],
};

/** Starts the development backend for one portal. */
export async function startDevBackend(options: {
  readonly port: number;
  readonly portalUrl: string;
  /** For its configuration. */
  readonly folder: string;
  /** The folder of its databases, which are made where they are not there. */
  readonly databases: string;
  readonly guest?: Guest;
  readonly environment?: NodeJS.ProcessEnv;
}): Promise<ChildServer> {
  const { port, portalUrl, folder, databases, guest = ADMINISTRATOR } = options;
  const baseUrl = `http://localhost:${port}`;
  const config = path.join(folder, 'app-config.yaml');
  // JSON is YAML, which spares us a writer.
  writeFileSync(
    config,
    JSON.stringify({
      app: { baseUrl: portalUrl },
      backend: {
        ...{ baseUrl, listen: { host: '127.0.0.1', port } },
        cors: { origin: portalUrl, methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] },
        database: { client: 'better-sqlite3', connection: { directory: databases } },
      },
      auth: { providers: { guest } },
      berth: { network: { allow: [{ cidr: '127.0.0.0/8' }] } },
    }),
  );
  const backend = await startChildServer({
    command: process.execPath,
    args: [
      ...['--conditions=@berth/source', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
      ...[path.join(DEV, 'index.ts'), '--config', path.join(DEV, 'app-config.yaml')],
      ...['--config', config],
    ],
    port,
    environment: { ...options.environment, NODE_ENV: 'development', LOG_LEVEL: 'info' },
    patienceSeconds: PATIENCE_SECONDS,
  });
  await untilReady(baseUrl, backend);
  return backend;
}

async function untilReady(baseUrl: string, backend: ChildServer): Promise<void> {
  const end = performance.now() + PATIENCE_SECONDS * 1_000;
  while (performance.now() < end) {
    const isReady = await fetch(`${baseUrl}/.backstage/health/v1/readiness`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await wait(50);
  }
  throw new Error(`The backend does not get ready:\n${backend.output()}`);
}
