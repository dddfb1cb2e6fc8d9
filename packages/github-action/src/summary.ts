import { summary } from '@actions/core';
import type { Result } from './result.ts';

/** Adds what was done to the job summary. */
export async function writeSummary(result: Result): Promise<void> {
  const text = [registriesTable(result), imagesTable(result), pullSecretTable(result)];
  await summary.addRaw(`${text.filter(part => part !== '').join('\n\n')}\n`).write();
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
  return table(['Pull secret', 'File'], pullSecret ? [[pullSecret.name, pullSecret.file]] : []);
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
    .replace(/[&<>"|\\`*_[\]~#@!]/g, character => `&#${character.charCodeAt(0)};`);
}
