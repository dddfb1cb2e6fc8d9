import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', catalog: 'src/catalog/index.ts' },
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // Keeps `exports.default`, which Backstage's loaders look for.
  cjsDefault: false,
  dts: true,
  outExtensions: () => ({ js: '.cjs.js', dts: '.d.ts' }),
});
