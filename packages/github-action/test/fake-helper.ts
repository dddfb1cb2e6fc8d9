import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Verb = 'get' | 'store' | 'erase';

interface Entry {
  readonly Username: string;
  readonly Secret: string;
}

/** A credential helper on a PATH of its own, which keeps its entries in a folder. */
export interface FakeHelper {
  readonly environment: { readonly PATH: string };
  /** A file that is there once the helper has begun to be slow. */
  readonly started: string;
  /** From now on it does only this wrong. */
  mend(faults?: Faults): void;
  keep(server: string, entry: Entry): void;
  kept(server: string): Entry | undefined;
}

/** What it does wrong. */
interface Faults {
  /** Kills the process that calls it, before or after it does what it is asked to. */
  readonly kill?: { readonly verb: Verb; readonly when: 'before' | 'after' };
  /** Waits a second before it does that. */
  readonly slow?: Verb;
  /** Says something and ends with 1. */
  readonly fail?: Verb;
  /** Does not do that, and says that it did. */
  readonly forget?: Verb;
}

export interface FakeHelperOptions extends Faults {
  /** `docker-credential-<name>` */
  readonly name?: string;
  /** The folder of its entries. */
  readonly store?: string;
}

/** Protocol: https://github.com/docker/docker-credential-helpers#development */
export function fakeHelper(folder: string, options: FakeHelperOptions = {}): FakeHelper {
  const { name = 'fake', store = path.join(folder, 'store') } = options;
  const bin = path.join(folder, 'bin');
  const started = path.join(folder, 'started');
  mkdirSync(bin, { recursive: true });
  mkdirSync(store, { recursive: true });
  const program = path.join(bin, `docker-credential-${name}`);
  const fileOf = (server: string) => path.join(store, server.replaceAll('/', '_'));
  const write = (faults: Faults) => {
    writeFileSync(program, script(store, { started, ...faults }));
    chmodSync(program, 0o755);
  };
  write(options);
  return {
    environment: { PATH: `${bin}:${process.env['PATH']}` },
    started,
    mend: (faults = {}) => write(faults),
    keep: (server, entry) =>
      writeFileSync(fileOf(server), JSON.stringify({ ServerURL: server, ...entry })),
    kept(server) {
      if (!existsSync(fileOf(server))) return undefined;
      const { Username, Secret } = JSON.parse(readFileSync(fileOf(server), 'utf8')) as Entry;
      return { Username, Secret };
    },
  };
}

function script(store: string, faults: Faults & { readonly started: string }): string {
  const { started, kill, slow, fail, forget } = faults;
  const at = (verb: Verb | undefined, commands: string) =>
    verb ? `test "$1" = ${verb} && { ${commands}; }` : '';
  const killed = (when: 'before' | 'after') =>
    at(kill?.when === when ? kill.verb : undefined, 'kill -9 $PPID; exit 1');
  return `#!/bin/sh
input=$(cat)
server=$(echo "$input" | sed 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/')
file="${store}/$(echo "$server" | tr / _)"
${killed('before')}
${at(slow, `touch "${started}"; sleep 1`)}
${at(fail, 'echo no s3cret today; exit 1')}
${at(forget, 'exit 0')}
code=0
case "$1" in
  store) printf %s "$input" > "$file" ;;
  get) test -f "$file" && cat "$file" || { echo credentials not found in native keychain; code=1; } ;;
  erase) rm -f "$file" ;;
esac
${killed('after')}
exit $code
`;
}
