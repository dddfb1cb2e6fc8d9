import { InvalidInputError } from '../invalid-input-error.ts';
import { loginFlags, type LoginFlags } from './login-flags.ts';
import { joinPasted, type Pasted } from './pasted.ts';
import { pastedLogin } from './pasted-login.ts';
import { pipedPassword } from './piped-password.ts';
import { DOCKER_HUB } from '../provider/registry-host.ts';
import { parseServer, type RegistryServer } from '../provider/registry-server.ts';
import { unquoted } from './cut-word.ts';
import { isProgram, isRegistryClient } from './shell-program.ts';
import { shellCommands, type ShellCommand } from './shell-command.ts';
import type { ShellWord } from './shell-words.ts';
import { tokenShape } from '../credential/token-shape.ts';

/**
 * Finds the logins in one or several commands: `docker login` and its likes, and those of kubectl
 * and others with `--docker-server` or `--server`. `undefined` when the text holds no such command.
 */
export function pasteDockerLogin(text: string): Pasted | undefined {
  if (!NAMES_PROGRAM.test(text) || !NAMES_LOGIN.test(text)) return undefined;
  const plain = withPlainQuotes(text);
  const commands = shellCommands(plain);
  checkWholeLogins(commands);
  const logins = commands.filter(isLogin);
  if (logins.length === 0) return undefined;
  const token = logins.length === 1 ? loneToken(commands) : undefined;
  const notes = plain === text ? [] : ['Typographic quotes and dashes were read as plain ones.'];
  return joinPasted([
    { credentials: [], notes },
    ...logins.map(command => loginIn(command, token)),
  ]);
}

const NAMES_PROGRAM =
  /(?:docker|podman|nerdctl|buildah|skopeo|oras|crane|helm|finch|kubectl|oc|akka|kalix|ibmcloud|ic)(?:\.exe)?['"]?\s/;
const NAMES_LOGIN = /\blogin\b|-(?:server|password)\b/;

/** Word processors and some documentation turn `--` and quotes into other characters. */
function withPlainQuotes(text: string): string {
  const dashes = text
    .replace(/(^|\s)[—–](?=[a-z](?:[\s=]|$))/gi, '$1-')
    .replace(/(^|\s)[—–](?=[a-z])/g, '$1--');
  return /["']/.test(dashes) ? dashes : dashes.replace(/[“”„]/g, '"').replace(/[‘’]/g, "'");
}

/** What follows a login on its line and is no program is the rest of the password. */
function checkWholeLogins(commands: readonly ShellCommand[]): void {
  commands.forEach(({ joinedBy, words }, index) => {
    const before = commands[index - 1];
    if (joinedBy === undefined || before === undefined || !isLogin(before)) return;
    if (!isProgram(words[0]?.text ?? '')) throw unquoted(joinedBy);
  });
}

function isLogin({ words }: ShellCommand): boolean {
  const program = words[0]?.text ?? '';
  if (isRegistryClient(program)) return words.some(word => word.text === 'login');
  const has = (flag: RegExp): boolean => words.some(word => flag.test(word.text));
  return (
    has(/^--docker-(?:server|username|password)\b/) || (has(/^--server\b/) && has(/^--password\b/))
  );
}

function loginIn(command: ShellCommand, token: ShellWord | undefined): Pasted {
  const start = command.words.findIndex(word => word.text === 'login');
  const flags = start === -1 ? flagsOnly(command) : loginFlags(command.words.slice(start + 1));
  const server = serverOf(flags, command.words[0]?.text ?? '');
  const notes = [...(server?.notes ?? [])];
  if (flags.server?.isVariable === true)
    notes.push('The server is a variable; its value is not in the text.');
  const username = valueOf(flags.username, 'user name', notes);
  const password =
    flags.password === undefined
      ? (pipedPassword(command, notes) ?? token?.text)
      : valueOf(flags.password, 'password', notes);
  const host = server === undefined ? {} : { host: server.host };
  if (password === undefined || password === '') {
    if (notes.length === 0) notes.push('The command has no password in it; add it.');
    return { ...(server === undefined ? {} : { server: server.host }), credentials: [], notes };
  }
  const email = valueOf(flags.email, 'mail address', notes);
  const found = pastedLogin({
    ...host,
    password,
    ...(username === undefined ? {} : { username }),
    ...(email === undefined ? {} : { email }),
  });
  return { ...found, notes: [...notes, ...found.notes] };
}

/** `kubectl create secret docker-registry name --docker-server=…`: its words are no server. */
function flagsOnly({ words }: ShellCommand): LoginFlags {
  const first = words.findIndex(word => word.text.startsWith('-'));
  const flags = words.slice(first);
  const { server, ...others } = loginFlags(flags);
  const given = flags.some(word => /^--(?:docker-)?server\b/.test(word.text));
  return given && server !== undefined ? { ...others, server } : others;
}

/** The word for the server may be a part of a password with a space in it: it is not repeated. */
function serverOf({ server }: LoginFlags, program: string): RegistryServer | undefined {
  if (server === undefined) {
    return /podman|buildah|skopeo/.test(program) ? undefined : { host: DOCKER_HUB, notes: [] };
  }
  if (server.isVariable) return undefined;
  try {
    return parseServer(server.text);
  } catch {
    throw new InvalidInputError(
      'The login command names no registry where its server belongs. Check its quotes, and write the host, such as ghcr.io, as its last word.',
    );
  }
}

function valueOf(word: ShellWord | undefined, what: string, notes: string[]): string | undefined {
  if (word === undefined) return undefined;
  if (!word.isVariable) return word.text;
  notes.push(`The ${what} is a variable or a command; its value is not in the text.`);
  return undefined;
}

/** Docker Hub shows the command, and the token on a line of its own. */
function loneToken(commands: readonly ShellCommand[]): ShellWord | undefined {
  const lone = commands.find(
    ({ words }) => words.length === 1 && tokenShape(words[0]?.text ?? '') !== undefined,
  );
  return lone?.words[0];
}
