import { fieldsOf } from './paste-docker-config.ts';
import { pasteNamedFields } from './paste-named-fields.ts';
import type { Pasted } from './pasted.ts';

/**
 * Reads a login that stands in JSON by itself: what a credential helper answers
 * (`{"ServerURL","Username","Secret"}`), the robot that Harbor or Quay exports (`{"name","secret"}`,
 * `{"name","token"}`), and what `az acr credential show` prints.
 */
export function pasteLoginJson(value: unknown): Pasted | undefined {
  const json = fieldsOf(value);
  const inner = fieldsOf(json.get('credentials'));
  const fields = inner.has('passwords') ? inner : json;
  const login = loginFields(fields);
  if (login.get('username') === '<token>') {
    return {
      credentials: [],
      notes: [
        'The credential helper holds a token that Docker renews by itself and the kubelet ignores; enter a password or an access token.',
      ],
    };
  }
  if (!login.has('password')) return undefined;
  const found = pasteNamedFields(login, 'JSON');
  if (found === undefined) return undefined;
  return { ...found, notes: [...found.notes, ...expiryNotes(json)] };
}

const NAMES: readonly (readonly [field: string, names: readonly string[]])[] = [
  ['server', ['ServerURL', 'server', 'registry', 'serveraddress', 'registryUrl', 'loginServer']],
  ['username', ['Username', 'username', 'user', 'login', 'name']],
  ['password', ['Secret', 'password', 'secret', 'token']],
  ['email', ['email', 'Email']],
];

function loginFields(json: ReadonlyMap<string, unknown>): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [field, names] of NAMES) {
    const text = names
      .map(name => json.get(name))
      .find(one => typeof one === 'string' && one !== '');
    if (typeof text === 'string') fields.set(field, text);
  }
  const passwords = json.get('passwords');
  const first = Array.isArray(passwords) ? fieldsOf(passwords[0]).get('value') : undefined;
  const username = fields.get('username');
  if (typeof first !== 'string' || username === undefined) return fields;
  fields.set('password', first);
  // The user name of an administrator is the name of the registry.
  if (!json.has('name') && !fields.has('server')) fields.set('server', `${username}.azurecr.io`);
  return fields;
}

/** Harbor writes the end as seconds, and -1 for never. */
function expiryNotes(json: ReadonlyMap<string, unknown>): string[] {
  const seconds = json.get('expires_at') ?? json.get('expiresAt');
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < LAST_SECOND)) return [];
  return [`It ends at ${new Date(Math.floor(seconds) * 1000).toISOString()}.`];
}

/** The end of the year 9999. */
const LAST_SECOND = 253_402_300_800;
