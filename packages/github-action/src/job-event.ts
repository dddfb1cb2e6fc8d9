import { readFileSync } from 'node:fs';
import { isRecord } from './docker-config/docker-config-text.ts';

/**
 * Whether this run is for a pull request from a fork: GitHub gives it no secrets, no identity, and a
 * token that may only read.
 *
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflows-in-forked-repositories
 */
export function isForFork(environment = process.env): boolean {
  if (!WITHOUT_SECRETS.has(environment['GITHUB_EVENT_NAME'] ?? '')) return false;
  const event = readEvent(environment);
  const head = at(event, 'pull_request', 'head', 'repo');
  const base = at(event, 'pull_request', 'base', 'repo', 'full_name');
  // A fork that was deleted is null.
  return base !== undefined && at(head, 'full_name') !== base;
}

/** Whether this repository is a fork itself. */
export function isInFork(environment = process.env): boolean {
  return at(readEvent(environment), 'repository', 'fork') === true;
}

// `pull_request_target` and `workflow_run` run with the secrets of the base, whoever asks.
const WITHOUT_SECRETS = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
]);

function readEvent({ GITHUB_EVENT_PATH: file }: NodeJS.ProcessEnv): unknown {
  if (!file) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}
