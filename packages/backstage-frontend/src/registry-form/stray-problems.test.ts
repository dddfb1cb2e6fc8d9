import { newDraft } from './registry-draft.ts';
import { strayProblems } from './stray-problems.ts';

const draft = { ...newDraft('ecr'), parts: { accountId: '123456789012', region: 'eu-west-1' } };

test('only what no field of the page shows is told apart', () => {
  const problems = {
    ...{ 'parts.accountId': 'a', 'fields.sessionToken': 'b', 'fields.': 'c', name: 'd' },
    ...{ 'parts.server': 'Server.', 'fields.hosts': 'Hosts.', 'push.accessKeyId': 'Push.' },
  };
  expect(strayProblems(problems, draft)).toEqual(['Server.', 'Hosts.', 'Push.']);
  expect(strayProblems(problems, { ...draft, pushBy: 'other', server: 'ecr.example' })).toEqual([
    ...['a', 'Hosts.'],
  ]);
});
