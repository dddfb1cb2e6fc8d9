import { parse } from 'yaml';

/** The parts of a workflow that the tests look at. */
export interface Workflow {
  readonly permissions?: Permissions;
  readonly jobs: Readonly<Record<string, Job>>;
}

export type Permissions = string | Readonly<Record<string, string>>;

export interface Job {
  readonly permissions?: Permissions;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export function parseWorkflow(text: string): Workflow {
  return parse(text) as Workflow;
}

export function stepsOf({ jobs }: Workflow): readonly Step[] {
  return Object.values(jobs).flatMap(({ steps }) => steps);
}

/** Our action in a workflow: by its name, or as the repository that it is in. */
export function isOurs({ uses = '' }: Step): boolean {
  return uses.startsWith('org/registry-action@') || uses === './';
}
