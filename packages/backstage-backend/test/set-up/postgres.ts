import { startPostgres } from '@berth/test/servers/postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port of the PostgreSQL of this run, at 127.0.0.1, user postgres. */
    postgresPort: number;
  }
}

/** One server for a whole run; each test has a database of its own there. */
export default async function postgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresPort', server.port);
  return () => server.stop();
}
