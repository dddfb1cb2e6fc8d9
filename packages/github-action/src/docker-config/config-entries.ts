import { formatDockerConfig, parseDockerConfig, type DockerConfig } from './docker-config-text.ts';
import { holdsOthers, holdsOurs, type LoginEntry } from './login-entry.ts';

/** The text of the config with these logins in it. */
export function withEntries(
  text: string | undefined,
  entries: readonly LoginEntry[],
  file: string,
): string {
  const config = parseDockerConfig(text, file);
  for (const entry of inFile(entries)) setEntry(config, entry.key, entry.written);
  return formatDockerConfig(config, text);
}

export interface Undone {
  /** Absent where there was no file before. */
  readonly text?: string;
  /** Keys that somebody else has changed since: they stay. */
  readonly changed: readonly string[];
}

/**
 * The text of the config with the previous entries back. To the byte what it was before, where
 * nobody else has changed the file since.
 */
export function undoEntries(
  text: string | undefined,
  run: { readonly previousText?: string | undefined; readonly entries: readonly LoginEntry[] },
  file: string,
): Undone {
  if (text === undefined) return { changed: [] };
  if (text === withEntries(run.previousText, run.entries, file)) {
    return { ...(run.previousText !== undefined && { text: run.previousText }), changed: [] };
  }

  const config = parseDockerConfig(text, file);
  const changed: string[] = [];
  for (const entry of inFile(run.entries)) {
    const current = getEntry(config, entry.key);
    if (holdsOurs(entry, current)) setEntry(config, entry.key, entry.previous);
    else if (holdsOthers(entry, current)) changed.push(entry.key);
  }
  dropEmptyAuths(config, run.previousText, file);
  const gone = run.previousText === undefined && Object.keys(config).length === 0;
  return gone ? { changed } : { text: formatDockerConfig(config, text), changed };
}

/** The entry of a config as it stands. */
export function getEntry(config: DockerConfig, key: string): unknown {
  return config.auths && Object.hasOwn(config.auths, key) ? config.auths[key] : undefined;
}

/** Those that no credential helper holds. */
export function inFile(entries: readonly LoginEntry[]): readonly LoginEntry[] {
  return entries.filter(entry => entry.helper === undefined);
}

function setEntry(config: DockerConfig, key: string, value: unknown): void {
  if (value === undefined) delete config.auths?.[key];
  // Plain assignment would take `__proto__` for something else.
  else config.auths = { ...config.auths, [key]: value };
}

function dropEmptyAuths(config: DockerConfig, previous: string | undefined, file: string): void {
  if (!config.auths || Object.keys(config.auths).length > 0) return;
  if (!parseDockerConfig(previous, file).auths) delete config.auths;
}
