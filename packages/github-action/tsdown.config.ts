import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'tsdown';
import { bundledLicenses } from './bundled-licenses.ts';
import { directBuiltins } from './direct-builtins.ts';
import { withoutUndici } from './without-undici.ts';

const bundle: UserConfig = {
  format: 'esm',
  platform: 'node',
  target: 'node24',
  fixedExtension: false,
  dts: false,
  minify: true,
  // A runner checks out the repository and installs nothing.
  deps: { alwaysBundle: [/.*/], onlyBundle: false },
  // Importing a module does nothing but define: what is not used goes. Of @actions/core that is
  // its HTTP client, which would be 416 kB.
  treeshake: { moduleSideEffects: false },
  inputOptions: {
    // So that the entry can hold what the other chunks import too.
    preserveEntrySignatures: 'allow-extension',
    resolve: {
      // The sources, so that a build needs no other build before it.
      conditionNames: ['@berth/source', 'node', 'import', 'default'],
      // The same code as modules, of which only what is used gets bundled.
      alias: {
        yaml: fileURLToPath(new URL('browser/index.js', import.meta.resolve('yaml/package.json'))),
      },
    },
  },
};

// Two bundles: the post step carries nothing of main's. What it seldom needs has files of its own.
export default defineConfig([
  {
    ...bundle,
    entry: ['src/main.ts'],
    // Names without a hash: the difference of two builds can be read.
    outputOptions: {
      chunkFileNames: '[name].js',
      codeSplitting: {
        groups: [
          // The login path in one file: each further one costs a millisecond.
          { name: 'login', tags: ['$initial'] },
        ],
      },
    },
    plugins: [withoutUndici(), directBuiltins(), bundledLicenses()],
  },
  {
    ...bundle,
    entry: ['src/post.ts'],
    outputOptions: {
      chunkFileNames: 'post-[name].js',
      codeSplitting: { groups: [{ name: 'log-out', tags: ['$initial'] }] },
    },
    plugins: [directBuiltins()],
  },
]);
