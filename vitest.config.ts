import { defineConfig } from 'vitest/config';

// Workspace packages are read from their sources, so that no test runs against a stale build.
const conditions = ['@berth/source', 'node'];

export default defineConfig({
  ssr: { resolve: { conditions } },
  test: {
    globalSetup: ['test/temporary-root.ts'],
    projects: [
      {
        ssr: { resolve: { conditions } },
        test: { name: 'unit', include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts'] },
      },
      {
        ssr: { resolve: { conditions } },
        // Real servers and child processes: slower to answer while other files run beside them.
        test: {
          name: 'integration',
          include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
