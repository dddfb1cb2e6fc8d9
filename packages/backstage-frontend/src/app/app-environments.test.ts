import { environmentProblem, environmentsOf } from './app-environments.ts';

test('each environment is there once, behind what holds for all', () => {
  const stamps = { createdAt: '', createdBy: '', updatedAt: '', updatedBy: '' };
  const chosen = (environment: string) => ({
    ...{ app: 'component:default/api', environment, registry: 'main' },
    ...stamps,
  });
  const annotations = {
    ...{ 'berth.dev/registry': 'main', 'berth.dev/registry.eu-west.1': 'main' },
    ...{ 'berth.dev/registry.': 'main', 'berth.dev/registry.dev': 'main' },
  };
  const entity = {
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    metadata: { name: 'api', annotations },
  };
  expect(
    environmentsOf({
      configured: ['production', 'dev'],
      selections: [chosen('*'), chosen('qa'), chosen('dev')],
      entity,
      added: ['alpha'],
    }),
  ).toEqual(['*', 'alpha', 'dev', 'eu-west.1', 'production', 'qa']);
});

test.each([
  ['staging', undefined],
  ['eu-west.1', undefined],
  ['dev', '"dev" is there already.'],
  ['*', '"*" is there already.'],
  [
    '-x',
    '"-x" cannot be the name of an environment. Write 1 to 63 letters, digits, ".", "_" and "-", with a letter or digit at both ends.',
  ],
  ['a'.repeat(64), expect.stringContaining('1 to 63 letters')],
])('%s is a new environment, or says why not', (name, problem) => {
  expect(environmentProblem(name, ['*', 'dev'])).toEqual(problem);
});
