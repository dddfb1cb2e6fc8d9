import { choiceProblems, selectionInput, type ChoiceDraft } from './choice-draft.ts';

const draft = (changes: Partial<ChoiceDraft>): ChoiceDraft => ({
  ...{ registry: 'main', host: 'ghcr.io', repository: '', pullSecretName: '' },
  ...changes,
});

test('with none nothing else is sent', () => {
  const given = draft({ registry: 'none', repository: 'acme/api', pullSecretName: 'x' });
  expect(selectionInput(given)).toEqual({ registry: 'none' });
  expect(choiceProblems(given)).toEqual({});
});

test('what is empty is not sent, and what is around it is cut off', () => {
  expect(selectionInput(draft({ repository: ' acme/api ' }))).toEqual({
    registry: 'main',
    repository: 'acme/api',
  });
});

test.each<[Partial<ChoiceDraft>, object]>([
  [{ registry: '' }, { registry: 'Choose a registry, or "None, public images".' }],
  [{ repository: 'Acme/api' }, { repository: expect.stringContaining('Use "acme"') as string }],
  [
    { repository: 'acme/api:1' },
    {
      repository:
        'The repository has a tag or a digest. Leave that out: the choice holds for all its images.',
    },
  ],
  [
    { pullSecretName: 'Docker_Credentials' },
    { pullSecretName: expect.stringContaining('Docker_Credentials') as string },
  ],
  [{ repository: 'acme/api', pullSecretName: 'regcred' }, {}],
])('%j is told at its field', (changes, problems) => {
  expect(choiceProblems(draft(changes))).toEqual(problems);
});
