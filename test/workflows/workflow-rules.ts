import { isOurs, stepsOf, type Job, type Permissions, type Workflow } from './workflow.ts';

/** What we ask of every workflow beyond that it is valid, as sentences about those that fail it. */
export function brokenRules(workflow: Workflow): readonly string[] {
  const { permissions, jobs } = workflow;
  return [
    ...(isList(permissions) ? [] : ['The workflow does not list its permissions.']),
    ...Object.entries(jobs).flatMap(([name, job]) =>
      jobProblems(job, job.permissions ?? permissions).map(problem => `Job "${name}" ${problem}`),
    ),
    ...stepsOf(workflow).flatMap(({ uses = './', run = '' }) => [
      ...(/^(?:[\w-]+\/[\w-]+@v\d+|\.\/[\w./-]*)$/.test(uses)
        ? []
        : [`"${uses}" is not at a version.`]),
      // GitHub puts the value in before the shell reads it.
      ...(run.includes('${{') ? [`"${run.trim()}" would run what an expression holds.`] : []),
    ]),
  ];
}

const KEYLESS = ['role-to-assume', 'workload-identity-provider', 'tenant-id', 'connection-id'];

function jobProblems(job: Job, permissions: Permissions | undefined): string[] {
  const inputs = job.steps.filter(isOurs).flatMap(step => Object.entries(step.with ?? {}));
  const keyless = inputs.some(([name]) => KEYLESS.includes(name));
  const mayAsk = isList(permissions) && permissions['id-token'] === 'write';
  const stored = inputs.filter(([name, value]) => name === 'password' && !isExpression(value));
  return [
    ...(job['timeout-minutes'] === undefined ? ['may run for six hours.'] : []),
    ...(keyless && !mayAsk ? ['may not ask for an identity token.'] : []),
    ...(mayAsk && !keyless ? ['may ask for an identity token that it does not need.'] : []),
    ...stored.map(() => 'holds a password in the open.'),
  ];
}

function isList(permissions: Permissions | undefined): permissions is Record<string, string> {
  return typeof permissions === 'object';
}

function isExpression(value: unknown): boolean {
  return typeof value === 'string' && /^\$\{\{[^{}]+\}\}$/.test(value);
}
