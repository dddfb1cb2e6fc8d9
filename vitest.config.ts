import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Workspace packages are read from their sources, so that no test runs against a stale build.
const conditions = ['@berth/source', 'node'];

const CLUSTER = 'packages/*/test/**/*.cluster.test.ts';

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    globalSetup: ['test/temporary-root.ts'],
    projects: [
      {
        ssr: { resolve: { conditions } },
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['packages/backstage-frontend/**', '**/node_modules/**'],
        },
      },
      {
        resolve: { conditions: ['@berth/source', ...defaultClientConditions] },
        test: {
          name: 'frontend',
          include: ['packages/backstage-frontend/src/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          // Testing Library tidies up between tests where there is a global afterEach.
          globals: true,
          setupFiles: ['packages/backstage-frontend/dev/set-up-tests.ts'],
          // Through plugin-catalog-react it imports folders, which Node's resolver refuses.
          server: { deps: { inline: ['material-ui-popup-state'] } },
          testTimeout: 30_000,
        },
      },
      {
        ssr: { resolve: { conditions } },
        // Real servers and child processes: slower to answer while other files run beside them.
        test: {
          name: 'integration',
          include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: [CLUSTER, '**/node_modules/**', 'packages/backstage-*/**', 'test/browser/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ssr: { resolve: { conditions } },
        test: {
          name: 'backstage',
          include: ['packages/backstage-backend/test/**/*.test.ts'],
          // Backstage's test utilities look for a global afterAll, and leave backends running without.
          globals: true,
          globalSetup: 'packages/backstage-backend/test/set-up/postgres.ts',
          setupFiles: ['packages/backstage-backend/test/set-up/jest.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        ssr: { resolve: { conditions } },
        // A portal, its backend and Chromium take what two cores have: one file after the other.
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/build-once.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
      {
        ssr: { resolve: { conditions } },
        // A kube-apiserver takes six minutes to build, once, and a third of a gigabyte to run.
        test: {
          name: 'cluster',
          include: [CLUSTER],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 1_200_000,
        },
      },
    ],
  },
});
