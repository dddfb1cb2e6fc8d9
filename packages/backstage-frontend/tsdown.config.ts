import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts', legacy: 'src/legacy.ts' },
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  dts: true,
  outExtensions: () => ({ js: '.esm.js', dts: '.d.ts' }),
});
