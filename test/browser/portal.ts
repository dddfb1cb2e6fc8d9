import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../servers/free-port.ts';
import { temporaryFolder } from '../servers/temporary-folder.ts';
import { startDevBackend, type Guest } from './dev-backend.ts';
import { servePortal } from './portal-server.ts';

export interface Portal {
  readonly url: string;
  readonly backendUrl: string;
  /** Everything that the backend has written since it was started last. */
  backendLog(): string;
  /** Asks the backend as the guest, and throws with its answer where it refuses. */
  ask(method: string, path: string, body?: object): Promise<unknown>;
  /** With another guest, and the databases as they are. */
  restartAs(guest: Guest): Promise<void>;
  /** The portal stays: what a page shows when nothing answers. */
  stopBackend(): Promise<void>;
  stop(): Promise<void>;
}

/** A built portal and its backend on free ports of loopback, with databases of their own. */
export async function startPortal(options: {
  readonly folder: string;
  /** Of the backend, beside this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Fills the database of Berth, a file that is not there yet, before the backend opens it. */
  readonly fill?: (file: string) => Promise<void>;
}): Promise<Portal> {
  const [port, portalPort] = [await freePort(), await freePort()];
  const url = `http://localhost:${portalPort}`;
  const backendUrl = `http://localhost:${port}`;
  const folder = temporaryFolder('portal');
  const start = (guest?: Guest) =>
    startDevBackend({
      ...options,
      port,
      portalUrl: url,
      folder,
      databases,
      ...(guest && { guest }),
    });
  const databases = path.join(folder, 'databases');
  mkdirSync(databases);
  await options.fill?.(path.join(databases, 'berth.sqlite'));
  let backend = await start();
  const server = await servePortal({ folder: options.folder, port: portalPort, backendUrl });
  return {
    url,
    backendUrl,
    backendLog: () => backend.output(),
    ask: (method, path, body) => ask(backendUrl, { method, path, body }),
    async restartAs(guest) {
      await backend.stop();
      backend = await start(guest);
    },
    stopBackend: () => backend.stop(),
    async stop() {
      await server.stop();
      await backend.stop();
    },
  };
}

async function ask(
  backendUrl: string,
  request: { readonly method: string; readonly path: string; readonly body: object | undefined },
): Promise<unknown> {
  const session = await fetch(`${backendUrl}/api/auth/guest/refresh`);
  const { backstageIdentity } = (await session.json()) as {
    readonly backstageIdentity: { readonly token: string };
  };
  const response = await fetch(`${backendUrl}/api/berth/v1${request.path}`, {
    method: request.method,
    headers: {
      authorization: `Bearer ${backstageIdentity.token}`,
      'content-type': 'application/json',
    },
    ...(request.body && { body: JSON.stringify(request.body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${request.method} ${request.path}: ${response.status} ${text}`);
  }
  return text === '' ? undefined : JSON.parse(text);
}
