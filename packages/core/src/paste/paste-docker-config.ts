import { decodeLooseBase64 } from '../credential/loose-json.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { joinPasted, type Pasted } from './pasted.ts';
import { pastedLogin, type PastedLogin } from './pasted-login.ts';
import { parseServer } from '../provider/registry-server.ts';

/**
 * Reads the logins of a Docker config, `{"auths":{"ghcr.io":{"auth":"…"}}}`, or of its older form
 * without `auths`. `undefined` when the value is neither.
 */
export function pasteDockerConfig(value: unknown): Pasted | undefined {
  const config = fieldsOf(value);
  const auths = config.has('auths') ? fieldsOf(config.get('auths')) : oldForm(config);
  if (auths === undefined) return undefined;
  const found = pasteEntries(auths);
  const joined = joinPasted([...found, { credentials: [], notes: helperNotes(config) }]);
  if (joined.credentials.length === 0 && joined.notes.length === 0) {
    throw new InvalidInputError('The Docker config holds no logins. Paste one with "auths" in it.');
  }
  return joined;
}

/** One bad entry does not keep the others out; it is refused when nothing else is left. */
function pasteEntries(auths: ReadonlyMap<string, unknown>): Pasted[] {
  const errors: InvalidInputError[] = [];
  const found = [...auths].map(([key, entry]): Pasted => {
    try {
      return pasteEntry(key, fieldsOf(entry));
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      errors.push(error);
      return { credentials: [], notes: [leftOut(key, error)] };
    }
  });
  const [first] = errors;
  if (first !== undefined && found.every(({ credentials }) => credentials.length === 0))
    throw first;
  return found;
}

function leftOut(key: string, { message }: InvalidInputError): string {
  return `The login for ${parseServer(key).host} was left out: ${message}`;
}

/** The fields as a map, so that `__proto__` is a key like any other. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(Object.entries(value));
}

function oldForm(config: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> | undefined {
  const entries = [...config.values()].map(fieldsOf);
  return entries.length > 0 && entries.every(entry => entry.has('auth')) ? config : undefined;
}

function pasteEntry(key: string, entry: ReadonlyMap<string, unknown>): Pasted {
  const { host, notes } = hostOf(key);
  if (host === undefined) return { credentials: [], notes };
  const login = loginOf(host, entry, notes);
  if (login === undefined) return { server: host, credentials: [], notes };
  const found = pastedLogin(login);
  return { ...found, notes: [...notes, ...found.notes] };
}

function hostOf(key: string): { readonly host?: string; readonly notes: string[] } {
  try {
    const { host, notes } = parseServer(key);
    return { host, notes: [...notes] };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { notes: [`A login was left out. ${error.message}`] };
  }
}

function loginOf(
  host: string,
  entry: ReadonlyMap<string, unknown>,
  notes: string[],
): PastedLogin | undefined {
  const text = (name: string): string | undefined => {
    const value = entry.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const username = text('username');
  const password = text('password');
  const email = text('email');
  const login = decodedAuth(host, text('auth')) ?? {
    ...(username === undefined ? {} : { username }),
    password: password ?? '',
  };
  if (login.password === '') {
    notes.push(withoutPassword(host, entry));
    return undefined;
  }
  if (password !== undefined && password !== login.password) {
    notes.push(`"auth" and "password" of ${host} differ: "auth" is taken, as clients do.`);
  }
  return { host, ...login, ...(email === undefined ? {} : { email }) };
}

function decodedAuth(
  host: string,
  auth: string | undefined,
): { readonly username: string; readonly password: string } | undefined {
  if (auth === undefined) return undefined;
  const decoded = decodeLooseBase64(auth) ?? '';
  const colon = decoded.indexOf(':');
  if (colon === -1) {
    throw new InvalidInputError(
      `The "auth" of ${host} is not the base64 of "user:password". Copy it again, whole.`,
    );
  }
  // Old Docker versions padded the password with NULs.
  const password = decoded.slice(colon + 1).replaceAll('\0', '');
  return { username: decoded.slice(0, colon), password };
}

function withoutPassword(host: string, entry: ReadonlyMap<string, unknown>): string {
  const isToken = entry.has('identitytoken') || entry.has('registrytoken');
  return isToken
    ? `The login for ${host} is a token that Docker renews by itself and the kubelet ignores; it was left out.`
    : `There is no password for ${host} in it; a credential helper may hold it.`;
}

function helperNotes(config: ReadonlyMap<string, unknown>): string[] {
  const hasHelper = config.has('credsStore') || fieldsOf(config.get('credHelpers')).size > 0;
  return hasHelper
    ? ['A credential helper holds further passwords; they are not in this text.']
    : [];
}
