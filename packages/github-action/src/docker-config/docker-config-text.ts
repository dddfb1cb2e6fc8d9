import { InvalidInputError } from '@berth/core';

/** The content of a `config.json`: what this package reads is named, everything else is kept. */
export interface DockerConfig {
  auths?: Record<string, unknown>;
  readonly credsStore?: string;
  readonly credHelpers?: Readonly<Record<string, string>>;
}

/**
 * Reads the text of a Docker config; no text is an empty one.
 *
 * @throws InvalidInputError where Docker could not read it either. The message does not quote the
 * content, since it holds secrets.
 */
export function parseDockerConfig(text: string | undefined, file: string): DockerConfig {
  if (!text?.trim()) return {};
  const config = parseObject(text);
  if (config === undefined) {
    const marked = text.startsWith('\uFEFF');
    throw broken(file, marked ? 'begins with a byte order mark' : 'is not a JSON object');
  }
  for (const field of ['auths', 'credHelpers'] as const) {
    const value = config[field];
    if (value === null) delete config[field];
    else if (value !== undefined && !isRecord(value)) throw broken(file, `"${field}" is no object`);
  }
  return config;
}

/** Writes it in the layout of the text before: its indentation and its last newline. */
export function formatDockerConfig(config: DockerConfig, before: string | undefined): string {
  if (!before?.trim()) return JSON.stringify(config, undefined, '\t');
  const indentation = /^\s*\{\r?\n([ \t]+)/.exec(before)?.[1];
  const text = JSON.stringify(config, undefined, indentation ?? (before.includes('\n') ? '\t' : 0));
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  return text.replaceAll('\n', newline) + (/\s*$/.exec(before)?.[0] ?? '');
}

/** The credential helper that keeps the login under this key; none where the file does. */
export function helperFor(config: DockerConfig, key: string): string | undefined {
  const { credHelpers, credsStore } = config;
  const own = credHelpers && Object.hasOwn(credHelpers, key) ? credHelpers[key] : undefined;
  // An empty name takes this key away from `credsStore`.
  return (own ?? credsStore) || undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text, keepNumber);
    return isRecord(value) ? value : undefined;
  } catch {
    // The message of `JSON.parse` quotes its input.
    return undefined;
  }
}

/** A number as it is written: `1.0`, or more digits than a number has here. */
function keepNumber(_: string, value: unknown, ...context: { readonly source: string }[]): unknown {
  return typeof value === 'number' ? rawJSON(context[0]?.source ?? '') : value;
}

// https://tc39.es/proposal-json-parse-with-source/ which the compiler does not know yet.
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

function broken(file: string, reason: string): InvalidInputError {
  return new InvalidInputError(
    `The Docker config "${file}" is broken: it ${reason}. Nothing was changed. Mend or delete the file, or name another folder in DOCKER_CONFIG.`,
  );
}
