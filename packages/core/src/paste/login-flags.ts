import type { ShellWord } from './shell-words.ts';

/** The arguments of a login command, whichever program it is. */
export interface LoginFlags {
  readonly server?: ShellWord;
  readonly username?: ShellWord;
  readonly password?: ShellWord;
  readonly email?: ShellWord;
}

/**
 * Reads `-u ada`, `-uada`, `--username ada`, `--username=ada`, and the long forms with `docker-` in
 * front, as kubectl has them. The first word that is no flag is the server.
 */
export function loginFlags(words: readonly ShellWord[]): LoginFlags {
  const values = new Map<string, ShellWord>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) break;
    const flag = flagOf(word);
    if (flag === undefined) {
      if (!values.has('server') && word.text !== '') values.set('server', word);
      continue;
    }
    const next = words[i + 1];
    const value = flag.value ?? (flag.takesValue ? next : undefined);
    if (value === next) i++;
    if (value !== undefined) values.set(flag.name, value);
  }
  return Object.fromEntries(values);
}

interface Flag {
  readonly name: string;
  readonly value?: ShellWord;
  readonly takesValue: boolean;
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['u', 'username'],
  ['p', 'password'],
  ['e', 'email'],
  // Of other meaning, but with a value that must not be taken for the server.
  ['c', 'config'],
  ['H', 'host'],
  ['l', 'log-level'],
  ['n', 'namespace'],
]);

const WITH_VALUE = new Set([
  'username',
  'password',
  'email',
  'server',
  'name',
  'namespace',
  'secret-name',
  'project',
  'format',
  'authfile',
  'compat-auth-file',
  'cert-dir',
  'config',
  'context',
  'host',
  'log-level',
  'registry-config',
  'ca-file',
  'cert-file',
  'key-file',
  'output',
  'from-file',
  'account',
]);

function flagOf({ text, isVariable }: ShellWord): Flag | undefined {
  const long = /^--?(?:docker-)?([a-z][a-z-]+)(?:=([^]*))?$/i.exec(text);
  if (long?.[1] !== undefined && (text.startsWith('--') || WITH_VALUE.has(long[1]))) {
    return flag(long[1].toLowerCase(), long[2], isVariable);
  }
  const short = /^-([a-z])=?([^]*)$/i.exec(text);
  if (short?.[1] === undefined)
    return text.startsWith('-') ? flag('', undefined, false) : undefined;
  return flag(SHORT.get(short[1]) ?? '', short[2] === '' ? undefined : short[2], isVariable);
}

function flag(name: string, value: string | undefined, isVariable: boolean): Flag {
  const takesValue = WITH_VALUE.has(name);
  return value === undefined
    ? { name, takesValue }
    : { name, takesValue, value: { text: value, isVariable } };
}
