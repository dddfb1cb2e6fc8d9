import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const FRONTEND = path.resolve(import.meta.dirname, '../../packages/backstage-frontend');

/** Bytes of JavaScript, minified as an app does it, and compressed by gzip. */
export interface PluginSize {
  /** What every page of the portal loads: the plugin's entry. */
  readonly first: number;
  /** What each page loads when it is opened, by the module that is imported. */
  readonly pages: Readonly<Record<string, number>>;
  /** All of it, once. */
  readonly all: number;
}

/** The code of this repository in the plugin; what it imports of others, an app has anyway. */
export async function pluginSize(): Promise<PluginSize> {
  const output = (await build({
    root: FRONTEND,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@berth/source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: path.join(FRONTEND, 'src/index.ts'),
        external: id => /^[@a-z]/.test(id) && !id.startsWith('@berth/'),
        preserveEntrySignatures: 'strict',
      },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = output.output.filter(part => part.type === 'chunk');
  const sizes = new Map(chunks.map(({ fileName, code }) => [fileName, gzipSync(code).length]));
  const sum = (files: Iterable<string>) =>
    [...files].reduce((total, file) => total + (sizes.get(file) ?? 0), 0);
  const entry = chunks.find(({ isEntry }) => isEntry);
  if (entry === undefined) throw new Error('The bundle has no entry.');
  const first = staticFiles(entry.fileName, chunks);
  const pages = chunks
    .filter(({ isDynamicEntry }) => isDynamicEntry)
    .map(({ name, fileName }): [string, number] => {
      const files = [...staticFiles(fileName, chunks)].filter(file => !first.has(file));
      return [name, sum(files)];
    });
  return { first: sum(first), pages: Object.fromEntries(pages), all: sum(sizes.keys()) };
}

/** A chunk, and all that it imports before it runs. */
function staticFiles(
  file: string,
  chunks: readonly Rolldown.OutputChunk[],
  seen = new Set<string>(),
): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  const chunk = chunks.find(({ fileName }) => fileName === file);
  if (chunk === undefined) return seen;
  seen.add(file);
  for (const imported of chunk.imports) staticFiles(imported, chunks, seen);
  return seen;
}
