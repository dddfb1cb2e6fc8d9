import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rolldown } from 'tsdown';

/** Writes `licenses.txt`: the licence of every package of others that is in the bundle. */
export function bundledLicenses(): Rolldown.Plugin {
  return {
    name: 'bundled-licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap(output =>
        output.type === 'chunk' ? Object.entries(output.modules) : [],
      );
      const used = modules.filter(([, { renderedLength }]) => renderedLength > 0);
      const folders = new Set(used.flatMap(([file]) => packageFolder(file) ?? []));
      const source = [...folders]
        .sort()
        .map(notice)
        .join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source });
    },
  };
}

function packageFolder(file: string): string | undefined {
  const at = file.lastIndexOf('/node_modules/');
  if (at === -1) return undefined;
  const [scope = '', name = ''] = file.slice(at + '/node_modules/'.length).split('/');
  const folder = scope.startsWith('@') ? path.join(scope, name) : scope;
  return path.join(file.slice(0, at), 'node_modules', folder);
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license: string };
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
  if (file === undefined || !existsSync(path.join(folder, file))) {
    throw new Error(`${name} is bundled and has no licence file.`);
  }
  return `${name} ${version} (${license})\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
}
