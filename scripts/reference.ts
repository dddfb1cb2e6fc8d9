// Makes docs/reference, and code from the HTTP contract, from the sources of truth; with --check it only says whether they are current.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { providers, setupGuide, setupParameters, type Provider, type SetupStep } from '@berth/core';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { apiPage } from './api-page.ts';
import { contractModule, contractTypes, readContract } from './contract.ts';

interface ActionMetadata {
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
}

const COMMON = 'packages/backstage-common/src';
const contract = readContract();

const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/reference/action.md': actionPage,
  'docs/reference/providers.md': providersPage,
  'docs/reference/api.md': () => apiPage(contract),
  [`${COMMON}/openapi-document.generated.ts`]: () => contractModule(contract),
  [`${COMMON}/api-types.generated.ts`]: () => contractTypes(contract),
};

/** The values of an example company, for the setup guides; one that is missing stops the program. */
const EXAMPLE: Readonly<Record<string, string>> = {
  accountId: '123456789012',
  location: 'europe',
  organization: 'acme',
  project: 'payments',
  projectId: 'acme-prod',
  region: 'eu-west-1',
  registryName: 'acmeregistry',
  server: 'registry.example.com',
  username: 'acme-bot',
};

const checkOnly = process.argv.includes('--check');
for (const [file, page] of Object.entries(PAGES)) {
  const text = await format(await page(), { ...(await resolveConfig(file)), filepath: file });
  if (checkOnly) check(file, text);
  else write(file, text);
}

function write(file: string, text: string): void {
  mkdirSync('docs/reference', { recursive: true });
  writeFileSync(file, text);
}

function check(file: string, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  console.error(`${file} is not what its sources give. Run "npm run reference" and commit it.`);
  process.exitCode = 1;
}

function actionPage(): string {
  const action = parse(readFileSync('action.yml', 'utf8')) as ActionMetadata;
  const inputs = Object.entries(action.inputs).map(([name, { description, default: preset }]) =>
    row(code(name), oneLine(description), preset ? code(preset) : ''),
  );
  const outputs = Object.entries(action.outputs).map(([name, { description }]) =>
    row(code(name), oneLine(description)),
  );
  return [
    '# The action',
    'Made from `action.yml` by `npm run reference`. For workflows to copy see [getting started](../getting-started.md).',
    '## Inputs',
    table(['Input', 'What it says', 'Unless given'], inputs),
    '## Outputs',
    table(['Output', 'What it says'], outputs),
  ].join('\n\n');
}

function providersPage(): string {
  const overview = providers.map(provider =>
    row(
      `[${provider.title}](#${provider.id})`,
      code(provider.id),
      provider.fixedUsername ? code(provider.fixedUsername) : '',
      provider.tokenLifetime === undefined ? '' : duration(provider.tokenLifetime),
    ),
  );
  return [
    '# Providers',
    'Made from the provider table of core by `npm run reference`. A registry whose host is in no row is `generic`: whatever works with `docker login` works.',
    table(['Provider', 'Id', 'Fixed user name', 'An exchanged login lasts'], overview),
    ...providers.map(providerSection),
  ].join('\n\n');
}

function providerSection(provider: Provider): string {
  const { labels } = provider;
  return [
    `## ${provider.id}`,
    `**[${provider.title}](${provider.docs})**`,
    [
      `- Hosts: ${provider.hosts.map(host => code(host.source)).join(', ') || 'your own'}`,
      `- User name: ${provider.fixedUsername ? code(provider.fixedUsername) : labels.username}`,
      `- Password: ${labels.password}`,
      `- Credential kinds: ${provider.credentialKinds.map(code).join(', ')}`,
    ].join('\n'),
    labels.hint ?? '',
    ...provider.networkNotes,
    ...setup(provider),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

function setup({ id }: Provider): string[] {
  const asked = Object.entries(setupParameters(id)).filter(([, one]) => one.fallback === undefined);
  const values = Object.fromEntries(asked.map(([name]) => [name, EXAMPLE[name] ?? '']));
  return [
    '### Make a credential',
    ...setupGuide(id, values).map((step, at) => `${at + 1}. ${setupStep(step)}`),
  ];
}

function setupStep({ title, text, commands, link }: SetupStep): string {
  const name = link ? `[${title}](${link})` : title;
  const shell = commands.map(command => ['```sh', command, '```'].join('\n'));
  return [name, ...(text ? [text] : []), ...shell].join('\n\n').replaceAll('\n', '\n   ');
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
}

function row(...cells: string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ').replaceAll('<', '\\<');
}

function duration(seconds: number): string {
  return seconds % 3600 === 0 ? `${seconds / 3600} h` : `${seconds / 60} min`;
}
