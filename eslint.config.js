import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Imports point one way: programs → clients → core. A package may import these and nothing else of Berth.
const ALLOWED = {
  core: [],
  'registry-client': ['core'],
  'kubernetes-client': ['core'],
  'github-action': ['core', 'kubernetes-client', 'registry-client'],
  'backstage-common': ['core'],
  'backstage-backend': ['core', 'registry-client', 'backstage-common'],
  'backstage-frontend': ['core', 'backstage-common'],
};

// Backstage has its own way to name packages.
const NPM_NAMES = {
  'backstage-common': '@berth/backstage-plugin-berth-common',
  'backstage-backend': '@berth/backstage-plugin-berth-backend',
  'backstage-frontend': '@berth/backstage-plugin-berth',
};

export default defineConfig(
  { ignores: ['**/dist/**', '**/.turbo/**', '**/*.generated.*'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'packages/*/tsconfig*.json', 'test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  ...Object.entries(ALLOWED).map(([name, allowed]) => ({
    files: [`packages/${name}/src/**/*.{ts,tsx}`],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { patterns: boundaries(allowed) }] },
  })),
  {
    files: ['packages/backstage-backend/migrations/*.js'],
    languageOptions: { sourceType: 'commonjs' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);

function boundaries(allowed) {
  const others = allowed.map(name => `!${NPM_NAMES[name] ?? `@berth/${name}`}`);
  return [
    {
      group: ['@berth/*', ...others],
      message: 'Imports point one way: see docs/architecture.md.',
    },
    { group: ['@berth/*/*'], message: 'A package is entered through its exports only.' },
    { group: ['**/packages/**', '../../../*'], message: 'Import the package by its name.' },
  ];
}
