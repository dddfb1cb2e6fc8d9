import type { InputName } from './input-names.ts';

/** The defaults of action.yml: a runner sets these inputs where nobody gives them. */
export const INPUT_DEFAULTS: Readonly<Partial<Record<InputName, string>>> = {
  logout: 'true',
  config: 'shared',
  insecure: 'false',
  'create-repository': 'false',
  'pull-secret-name': 'docker-credentials',
  'pull-secret-format': 'yaml',
  retries: '3',
  timeout: '60',
  'dry-run': 'false',
  'if-missing-credentials': 'fail',
};
