import { decodeLooseBase64 } from '../credential/loose-json.ts';
import { joinPasted, type Pasted } from './pasted.ts';
import { pasteNamedFields } from './paste-named-fields.ts';
import { variablesIn, type Variable } from './variables.ts';

/**
 * Reads variables as `.env` files and workflows have them: `GCP_KEY={…}`, or a registry, a user
 * name and a password on a line each. `undefined` when the text holds anything else.
 *
 * @param pasteJson reads a value that is JSON.
 */
export function pasteVariables(
  text: string,
  pasteJson: (text: string) => Pasted | undefined,
): Pasted | undefined {
  const variables = variablesIn(text);
  if (variables === undefined) return undefined;
  const documents = variables.filter(({ value }) => isJson(value));
  const found =
    documents.length > 0
      ? joinPasted(documents.flatMap(({ value }) => pasteJson(value) ?? []))
      : pasteNamedFields(fieldsOf(variables), 'variables');
  if (found === undefined) return undefined;
  return { ...found, notes: [NAMES_REMOVED, ...found.notes] };
}

const NAMES_REMOVED = 'Read from variables; their names were removed.';

/** What the ends of names mean; `DOCKER_PASSWORD` and `password` are the same. */
const MEANINGS: readonly (readonly [end: RegExp, field: string])[] = [
  [/(?:^|_)(?:client_?id|app_?id|application_?id)$/, 'clientId'],
  [/(?:^|_)client_?secret$/, 'clientSecret'],
  [/(?:^|_)tenant(?:_?id)?$/, 'tenantId'],
  [/(?:^|_)api_?key$/, 'apiKey'],
  [/(?:^|_)e?mail$/, 'email'],
  [/(?:^|_)(?:user|username|user_name|login)$/, 'username'],
  [/(?:^|_)(?:password|passwd|pass|token|pat|secret)$/, 'password'],
  [/(?:^|_)(?:server|registry|host|url|registry_server|login_server)$/, 'server'],
];

function fieldsOf(variables: readonly Variable[]): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const { name, value } of variables) {
    const lower = name.toLowerCase().replaceAll('-', '_');
    const field = MEANINGS.find(([end]) => end.test(lower))?.[1];
    if (field !== undefined && !fields.has(field)) fields.set(field, value);
  }
  return fields;
}

function isJson(value: string): boolean {
  if (/^["']?\s*\{/.test(value)) return true;
  return /^ey[A-Za-z]/.test(value) && decodeLooseBase64(value)?.startsWith('{"') === true;
}
