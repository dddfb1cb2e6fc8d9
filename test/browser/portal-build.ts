import path from 'node:path';
import { build } from 'vite';

const FRONTEND = path.resolve(import.meta.dirname, '../../packages/backstage-frontend');

/** Builds the development portal into a folder, as it would be served in production. */
export async function buildPortal(folder: string): Promise<void> {
  const before = process.env['NODE_ENV'];
  // React is built for production; the tests around it are not.
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      root: FRONTEND,
      configFile: path.join(FRONTEND, 'vite.config.ts'),
      mode: 'production',
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
