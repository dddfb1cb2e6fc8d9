import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Postgres {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: 'postgres';
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** Starts Debian's PostgreSQL with an empty cluster, which promises nothing about a crash. */
export async function startPostgres(): Promise<Postgres> {
  const programs = programFolder();
  const port = await freePort();
  const folder = temporaryFolder('postgres');
  const account = serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = path.join(folder, 'data');
  execFileSync(
    path.join(programs, 'initdb'),
    ['--pgdata', data, '--username=postgres', '--auth=trust', '--no-sync', '--encoding=UTF8'],
    { cwd: folder, stdio: 'pipe', ...account },
  );
  const server = await startChildServer({
    command: path.join(programs, 'postgres'),
    args: [
      ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-c', 'fsync=off'],
      ...[
        '-c',
        'synchronous_commit=off',
        '-c',
        'full_page_writes=off',
        '-c',
        'max_connections=200',
      ],
    ],
    port,
    ...account,
  });
  return { host: '127.0.0.1', port, user: 'postgres', stop: () => server.stop('SIGQUIT') };
}

/** Where Debian keeps them, for the newest version; else wherever the shell finds them. */
function programFolder(): string {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const folders = [
    ...versions.map(version => `${DEBIAN}/${version}/bin`),
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  const folder = folders.find(one => existsSync(path.join(one, 'initdb')));
  if (folder !== undefined) return folder;
  throw new Error('There is no PostgreSQL here. Install it by "apt-get install postgresql".');
}

/** PostgreSQL does not run as root. */
function serverAccount(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // The next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no other user here.');
}
