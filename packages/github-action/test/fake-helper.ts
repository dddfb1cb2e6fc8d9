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
  /** From now on it neither kills nor fails. */
  mend(): void;
  keep(server: string, entry: Entry): void;
  kept(server: string): Entry | undefined;
}

export interface FakeHelperOptions {
  /** `docker-credential-<name>` */
  readonly name?: string;
  /** A folder of entries that another helper has already. */
  readonly store?: string;
  /** Kills the process that calls it, before or after it does what it is asked to. */
  readonly kill?: { readonly verb: Verb; readonly when: 'before' | 'after' };
  /** Waits a second before it does that. */
  readonly slow?: Verb;
  /** Says something and ends with 1. */
  readonly fail?: Verb;
}

/** Protocol: https://github.com/docker/docker-credential-helpers#development */
export function fakeHelper(folder: string, options: FakeHelperOptions = {}): FakeHelper {
  const { name = 'fake', kill, slow, fail, store = path.join(folder, 'store') } = options;
  const bin = path.join(folder, 'bin');
  const started = path.join(folder, 'started');
  mkdirSync(bin, { recursive: true });
  mkdirSync(store, { recursive: true });
  const program = path.join(bin, `docker-credential-${name}`);
  const fileOf = (server: string) => path.join(store, server.replaceAll('/', '_'));
  const write = (lines: { readonly before?: string; readonly after?: string }) => {
    writeFileSync(program, script({ store, ...lines }));
    chmodSync(program, 0o755);
  };
  write({
    before: [
      kill?.when === 'before' && `test "$1" = ${kill.verb} && kill -9 $PPID && exit 1`,
      slow && `test "$1" = ${slow} && touch "${started}" && sleep 1`,
      fail && `test "$1" = ${fail} && echo no s3cret today && exit 1`,
    ]
      .filter(Boolean)
      .join('\n'),
    ...(kill?.when === 'after' && { after: `test "$1" = ${kill.verb} && kill -9 $PPID` }),
  });
  return {
    environment: { PATH: `${bin}:${process.env['PATH']}` },
    started,
    mend: () => write({}),
    keep: (server, entry) =>
      writeFileSync(fileOf(server), JSON.stringify({ ServerURL: server, ...entry })),
    kept(server) {
      if (!existsSync(fileOf(server))) return undefined;
      const { Username, Secret } = JSON.parse(readFileSync(fileOf(server), 'utf8')) as Entry;
      return { Username, Secret };
    },
  };
}

function script(parts: {
  readonly store: string;
  readonly before?: string;
  readonly after?: string;
}): string {
  return `#!/bin/sh
input=$(cat)
server=$(echo "$input" | sed 's/.*"ServerURL":"\\([^"]*\\)".*/\\1/')
file="${parts.store}/$(echo "$server" | tr / _)"
${parts.before ?? ''}
case "$1" in
  store) printf %s "$input" > "$file" ;;
  get) test -f "$file" && cat "$file" || { echo credentials not found in native keychain; exit 1; } ;;
  erase) rm -f "$file" ;;
esac
code=$?
${parts.after ?? ''}
exit $code
`;
}
