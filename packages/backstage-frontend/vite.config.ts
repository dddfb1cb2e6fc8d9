import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** The development portal: a whole app with both plugins, against the development backend. */
export default defineConfig({
  plugins: [
    react(),
    backstageConfig({
      app: { title: 'Berth', baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007' },
      auth: { environment: 'development', providers: { guest: {} } },
      organization: { name: 'Acme' },
      permission: { enabled: true },
    }),
  ],
  resolve: {
    conditions: ['@berth/source', ...defaultClientConditions],
    alias: {
      // The catalog's CSV export takes Node's build, which needs Buffer and stream at load.
      'csv-stringify/lib/sync': 'csv-stringify/lib/browser/sync.js',
    },
  },
  define: {
    'process.env.NODE_ENV': JSON.stringify(process.env['NODE_ENV'] ?? 'development'),
    'process.env.APP_CONFIG': 'undefined',
    'process.env.HAS_REACT_DOM_CLIENT': 'true',
    global: 'globalThis',
  },
  server: { host: 'localhost', port: 3000, strictPort: true },
});

/** Backstage's apps read their configuration from these script elements. */
function backstageConfig(data: object): Plugin {
  return {
    name: 'backstage-config',
    transformIndexHtml: () => [
      {
        tag: 'script',
        attrs: { type: 'backstage.io/config' },
        children: `\n${JSON.stringify([{ context: 'dev', data }])}\n`,
        injectTo: 'head',
      },
    ],
  };
}
