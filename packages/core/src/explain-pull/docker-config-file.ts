import { InvalidInputError } from '../invalid-input-error.ts';
import type { PullClientRules } from './pull-lookup.ts';
import { quoted } from '../quoted.ts';

/** A Docker config as Go's JSON decoder gives it to a client. */
export interface DockerConfigFile {
  /** In the order of the file, each with the fields that this client reads. */
  readonly auths: ReadonlyMap<string, AuthFields>;
  readonly credHelpers: ReadonlyMap<string, string>;
  readonly credsStore: string;
}

/** By lower-case name; absent ones are empty. */
export type AuthFields = ReadonlyMap<string, string>;

/** What in the file a client cannot read. */
export class UnreadableDockerConfig extends Error {
  readonly nextStep: string;

  constructor(message: string, nextStep = 'Mend or remove that entry') {
    super(message);
    this.nextStep = nextStep;
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a Docker config as Go programs do: names of fields are compared without case, `null` is as
 * good as absent, and one field of another type spoils the whole file.
 *
 * @throws InvalidInputError, which never quotes the config, where it is no JSON object at all
 * @throws UnreadableDockerConfig for the first thing that the client cannot read
 */
export function readDockerConfig(
  config: unknown,
  { fields, behindJson }: Pick<PullClientRules, 'fields' | 'behindJson'>,
): DockerConfigFile {
  const file = topLevel(config, behindJson);
  const auths = new Map<string, AuthFields>();
  const credHelpers = new Map<string, string>();
  let credsStore = '';
  for (const [name, value] of Object.entries(file)) {
    if (value === null) continue;
    switch (name.toLowerCase()) {
      case 'auths':
        for (const [key, entry] of Object.entries(objectAt(value, '"auths"'))) {
          auths.set(key, authFields(entry, key, fields));
        }
        break;
      case 'credhelpers':
        for (const [host, helper] of Object.entries(objectAt(value, '"credHelpers"'))) {
          credHelpers.set(host, textAt(helper, `the helper of ${quoted(host)}`));
        }
        break;
      case 'credsstore':
        credsStore = textAt(value, '"credsStore"');
        break;
    }
  }
  return { auths, credHelpers, credsStore };
}

/** A key without the user name before an `@`, which may be a password. */
export function shownKey(key: string): string {
  return key.replace(/^(https?:\/\/)?[^/]*@/, '$1…@');
}

function topLevel(config: unknown, behindJson: PullClientRules['behindJson']): JsonObject {
  const value = typeof config === 'string' ? parsedJson(config) : config;
  if (isObject(value)) return value;
  const first = typeof config === 'string' ? parsedJson(firstObjectIn(config)) : undefined;
  if (isObject(first)) {
    if (behindJson === 'ignored') return first;
    throw new UnreadableDockerConfig('more text stands behind its JSON', 'Remove that text');
  }
  throw new InvalidInputError(
    'The Docker config is not a JSON object. Give the content of a config.json, or of the key ".dockerconfigjson" of a pull secret without its base64.',
    { field: 'dockerConfig' },
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's message would quote the text, and so a password.
    return undefined;
  }
}

/** From the opening brace to its closing one. */
function firstObjectIn(text: string): string {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\[^])*"?|[{}]/g)) {
    if (token === '{') depth++;
    if (token === '}') depth--;
    if (depth === 0) return text.slice(0, index + token.length);
  }
  return text;
}

function authFields(entry: unknown, key: string, fields: readonly string[]): AuthFields {
  const found = new Map<string, string>();
  if (entry === null) return found;
  for (const [name, value] of Object.entries(
    objectAt(entry, `the entry ${quoted(shownKey(key))}`),
  )) {
    const field = name.toLowerCase();
    if (value === null || !fields.includes(field)) continue;
    found.set(field, textAt(value, `"${field}" of ${quoted(shownKey(key))}`));
  }
  return found;
}

function objectAt(value: unknown, where: string): JsonObject {
  if (isObject(value)) return value;
  throw new UnreadableDockerConfig(`${where} is not an object`);
}

function textAt(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  throw new UnreadableDockerConfig(`${where} is not a string`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
