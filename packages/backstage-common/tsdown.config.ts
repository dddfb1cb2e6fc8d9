import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts' },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  // Keeps `exports.default`, which Backstage's loaders look for.
  cjsDefault: false,
  dts: true,
  outExtensions: ({ format }) => ({ js: format === 'cjs' ? '.cjs.js' : '.esm.js', dts: '.d.ts' }),
});
