import {
  coreServices,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';

interface LogLine {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly message: string;
  /** What was given to this line and to the loggers above it; of an error, name, message and stack. */
  readonly meta: Readonly<Record<string, unknown>>;
}

/** A root logger that keeps every line of every plugin, the auditor's too. */
export function captureLog() {
  const lines: LogLine[] = [];
  const factory = createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger(lines, {}),
  });
  return { lines, factory };
}

function logger(lines: LogLine[], above: JsonObject): RootLoggerService {
  const write = (level: LogLine['level']) => (message: string, meta?: Error | JsonObject) => {
    lines.push({ level, message, meta: { ...above, ...plain(meta) } });
  };
  return {
    ...{ error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') },
    child: meta => logger(lines, { ...above, ...meta }),
  };
}

function plain(meta: Error | JsonObject | undefined): object {
  if (!(meta instanceof Error)) return meta ?? {};
  const { name, message, stack, cause } = meta;
  return { ...meta, name, message, stack, ...(cause instanceof Error && { cause: plain(cause) }) };
}
