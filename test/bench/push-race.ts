import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startDockerRegistry, type DockerRegistry } from '../servers/docker-registry.ts';
import { measure, median, type Measurement } from './measured-process.ts';

/** A program and its arguments, for a push to this registry. */
export type Client = (registry: DockerRegistry) => readonly [command: string, ...args: string[]];

export interface Result extends Measurement {
  /** What the registry holds afterwards, in bytes. */
  readonly stored: number;
}

/** Runs clients in turn, the order changing from round to round; answers the medians of each. */
export async function race<Name extends string>(
  clients: Readonly<Record<Name, Client>>,
  options: { readonly folder: string; readonly rounds: number; readonly isThere?: boolean },
): Promise<Readonly<Record<Name, Result>>> {
  const names = Object.keys(clients) as Name[];
  const runs = new Map<Name, Result[]>(names.map(name => [name, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      runs.get(name)?.push(await runOnce(clients[name], options));
    }
  }
  const medians = names.map(name => [name, mediansOf(runs.get(name) ?? [])]);
  return Object.fromEntries(medians) as Record<Name, Result>;
}

/** One push to a registry that has nothing, or only what the same client has pushed before. */
async function runOnce(
  client: Client,
  { folder, isThere = false }: { readonly folder: string; readonly isThere?: boolean },
): Promise<Result> {
  const home = mkdtempSync(path.join(folder, 'registry-'));
  const registry = await startDockerRegistry({ folder: home });
  try {
    const [command, ...args] = client(registry);
    if (isThere) await measure(command, args);
    const measurement = await measure(command, args);
    const size = execFileSync('du', ['-sb', registry.storage]).toString();
    return { ...measurement, stored: Number.parseInt(size, 10) };
  } finally {
    await registry.stop();
    rmSync(home, { recursive: true });
  }
}

function mediansOf(runs: readonly Result[]): Result {
  return {
    milliseconds: median(runs.map(run => run.milliseconds)),
    mebibytes: median(runs.map(run => run.mebibytes)),
    stored: median(runs.map(run => run.stored)),
  };
}
