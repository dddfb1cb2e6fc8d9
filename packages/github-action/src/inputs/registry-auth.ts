import { InvalidInputError } from '@berth/core';
import { isRecord } from '../docker-config/docker-config-text.ts';
import { KEYLESS_NAMES } from './input-names.ts';
import { meantName } from './meant-name.ts';

/** The keys of an entry, named as the inputs. */
const KEYS = [
  'registry',
  'username',
  'password',
  'email',
  'provider',
  'ca-certificate',
  'insecure',
  ...KEYLESS_NAMES,
] as const;

/** What an entry of docker/login-action may say too, and why it is said nowhere here. */
const NOT_NEEDED: ReadonlyMap<string, string> = new Map([
  ['ecr', 'Amazon ECR is known by its host'],
  ['scope', 'a login holds for its whole registry'],
]);

export type RegistryAuthEntry = Readonly<Partial<Record<(typeof KEYS)[number], string>>>;

/**
 * Reads `registry-auth`: a list in YAML or JSON whose scalars are all strings, so that `0123456`
 * stays what it is.
 *
 * @throws InvalidInputError or an AggregateError of them; none quotes a value.
 */
export async function parseRegistryAuth(text: string): Promise<readonly RegistryAuthEntry[]> {
  const list = await parseText(text);
  if (!Array.isArray(list)) {
    throw invalid('registry-auth', 'it is not a list. Begin each entry with "- registry: …"');
  }
  const problems = list.flatMap((entry, index) => problemsOf(entry, `registry-auth[${index}]`));
  if (problems.length > 0) throw new AggregateError(problems);
  return list as readonly RegistryAuthEntry[];
}

/** Every value in the text that may be a secret, also where the text has no valid form. */
export async function secretsIn(text: string): Promise<readonly string[]> {
  try {
    return secretsOf(await parseText(text));
  } catch {
    const lines = text.matchAll(/(?:pass|token|secret|pwd|key)[^:\n]*:[ \t]*(.+)/gi);
    return [...lines].map(match => unquoted(match[1] ?? ''));
  }
}

async function parseText(text: string): Promise<unknown> {
  try {
    // The source of a number is taken as it stands: 0.10 would become 0.1.
    return JSON.parse(text, toText) as unknown;
  } catch {
    const { parseYaml } = await import('./registry-auth-yaml.ts');
    return parseYaml(text);
  }
}

function toText(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' && typeof value !== 'boolean') return value;
  return context?.source ?? String(value);
}

/** Also in what has no valid form: a list in a list, a mapping by host. */
function secretsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretsOf);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return secretsOf(inner);
    return isHarmless(key) ? [] : [inner];
  });
}

/** A misspelt key may hold the password; one that is near a harmless key does not. */
function isHarmless(key: string): boolean {
  if (NOT_NEEDED.has(key)) return true;
  const meant = meantName(key, KEYS);
  return meant !== undefined && meant !== 'password';
}

function problemsOf(entry: unknown, field: string): InvalidInputError[] {
  if (!isRecord(entry)) {
    return [invalid(field, 'it is no mapping. Write "registry", "username" and "password" in it')];
  }
  return Object.entries(entry).flatMap(([key, value]) => {
    if (!KEYS.some(known => known === key)) {
      return [isRecord(value) ? nested(key, field) : unknownKey(key, field)];
    }
    if (typeof value === 'string') return [];
    const reason = isRecord(value)
      ? 'it holds keys of its own. Write one value, in quotes'
      : 'it is no text. Put the value in quotes';
    return [invalid(`${field}.${key}`, reason)];
  });
}

/** Logins by host, as a Docker config has them. */
function nested(key: string, field: string): InvalidInputError {
  const host = /^[\w.-]{1,100}(?::\d{1,5})?$/.test(key) ? key : '…';
  const nextStep = `Begin with "- registry: ${host}", and write the other keys beside it`;
  return invalid(field, `"${host}" holds keys of its own. ${nextStep}`);
}

function unknownKey(key: string, field: string): InvalidInputError {
  const reason = NOT_NEEDED.get(key);
  if (reason !== undefined)
    return invalid(field, `"${key}" is not needed: ${reason}. Leave it out`);
  const meant = meantName(key, KEYS);
  const nextStep = meant ? `Did you mean "${meant}"?` : `Use ${KEYS.join(', ')}.`;
  // A long key is no key but a value that slipped.
  const shown = /^[\w-]{1,30}$/.test(key) ? `"${key}" ` : 'a key ';
  return new InvalidInputError(`Invalid ${field}: ${shown}is unknown. ${nextStep}`, { field });
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1,?$/, '$2');
}

function invalid(field: string, reason: string): InvalidInputError {
  return new InvalidInputError(`Invalid ${field}: ${reason}.`, { field });
}
