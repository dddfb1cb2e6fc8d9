// A whole Backstage backend with a small catalog and guest sign-in, for development.
import path from 'node:path';
import { createBackend } from '@backstage/backend-defaults';

process.env['NODE_ENV'] ??= 'development';
// The catalog looks for its files in the working folder, wherever this was started from.
process.chdir(import.meta.dirname);
if (!process.argv.includes('--config')) {
  process.argv.push('--config', path.join(import.meta.dirname, 'app-config.yaml'));
}

const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-permission-backend-module-allow-all-policy'));
backend.add(import('../src/index.ts'));
backend.add(import('../src/catalog/index.ts'));
await backend.start();
