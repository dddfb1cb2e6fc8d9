import { warning } from '@actions/core';
import { appendFileSync } from 'node:fs';
import type { PullLimit } from './rate-limit.ts';
import type { Result } from './result.ts';

/**
 * Adds what was done to the job summary, where the runner takes one. That this goes wrong fails no
 * step.
 */
export async function writeSummary(result: Result): Promise<void> {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (!file || result.registries.length + result.pushed.length === 0) return;
  const limits = await limitsOf(result);
  const parts = [
    registriesTable(result),
    imagesTable(result),
    pullSecretTable(result),
    namespacesTable(result),
  ];
  const text = [...parts, limitsTable(limits)].filter(part => part !== '').join('\n\n');
  try {
    // Not by the summary of @actions/core: it loads Node's promised files, 5 ms of every step.
    appendFileSync(file, `${text}\n`);
  } catch {
    warning('The job summary could not be written. Check the file in GITHUB_STEP_SUMMARY.');
  }
}

/** Loaded for the one registry that has such limits. */
async function limitsOf({ registries }: Result): Promise<readonly PullLimit[]> {
  const hub = registries.find(({ host }) => host === 'docker.io');
  if (!hub) return [];
  const { askRateLimit } = await import('./rate-limit.ts');
  const limit = await askRateLimit(hub);
  return limit ? [limit] : [];
}

function registriesTable({ registries }: Result): string {
  const rows = registries.map(({ host, login, method, expiresAt }) => [
    host,
    login.username,
    method,
    expiresAt ?? 'not known',
  ]);
  return table(['Registry', 'User', 'Method', 'Expires'], rows);
}

function imagesTable({ pushed }: Result): string {
  const rows = pushed.map(({ reference, digest }) => [reference, digest]);
  return table(['Pushed', 'Digest'], rows);
}

function pullSecretTable({ pullSecret }: Result): string {
  const { name, file } = pullSecret ?? {};
  return table(
    ['Pull secret', 'File'],
    name !== undefined && file !== undefined ? [[name, file]] : [],
  );
}

function namespacesTable({ pullSecret }: Result): string {
  const rows = (pullSecret?.namespaces ?? []).map(
    ({ namespace, outcome, changedServiceAccounts }) => [
      ...[pullSecret?.name ?? '', namespace, outcome],
      changedServiceAccounts.join(', ') || 'none',
    ],
  );
  return table(['Pull secret', 'Namespace', 'Outcome', 'Added to service accounts'], rows);
}

function limitsTable(limits: readonly PullLimit[]): string {
  const rows = limits.map(({ host, limit, remaining, window, source }) => [
    host,
    `${limit - remaining} of ${limit} in ${window}`,
    source,
  ]);
  return table(['Pulls at', 'Used', 'Counted for'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [head, head.map(() => '---'), ...rows.map(row => row.map(escaped))];
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** Text that neither Markdown nor HTML reads as its own. */
function escaped(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>"|\\`*_[\]~#@!$]/g, character => `&#${character.charCodeAt(0)};`);
}
