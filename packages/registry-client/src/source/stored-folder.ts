import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { invalidSource } from './invalid-source.ts';
import { StoredFile, type StoredFiles } from './stored-file.ts';

/** The files of a folder. A link may lead elsewhere inside the folder, never out of it. */
export async function openStoredFolder(folder: string, source: string): Promise<StoredFiles> {
  const root = await realPathOf(folder);
  if (root === undefined || !(await stat(root)).isDirectory()) {
    throw invalidSource(source, `"${folder}" is no folder`, 'Check the path');
  }
  return {
    source,
    async find(name) {
      const file = await realPathOf(path.join(root, name));
      if (file === undefined) return undefined;
      if (!file.startsWith(root + path.sep)) {
        const nextStep = `Copy the file into "${folder}"`;
        throw invalidSource(source, `${name} is a link that leaves the folder`, nextStep);
      }
      const { size, ...kind } = await kindOf(file);
      if (!kind.isFile) throw invalidSource(source, `${name} is no file`, 'Check the folder');
      return new StoredFile({ name, path: file, offset: 0, size });
    },
    close: () => Promise.resolve(),
  };
}

async function kindOf(file: string): Promise<{ readonly isFile: boolean; readonly size: number }> {
  const stats = await stat(file);
  return { isFile: stats.isFile(), size: stats.size };
}

async function realPathOf(file: string): Promise<string | undefined> {
  try {
    return await realpath(file);
  } catch (error) {
    if (isNodeError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
