import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPortal } from './portal-build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built portal. */
    readonly portal: string;
  }
}

/** One build of the portal for all files of a run. */
export default async function buildOnce(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'berth-portal-'));
  await buildPortal(folder);
  project.provide('portal', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
