import { newDraft } from './registry-draft.ts';
import { withProvider } from './with-provider.ts';

const TYPED = {
  fields: { username: 'octocat', password: 's3cret' },
  endsOn: '2027-01-31',
};

test('what was typed for one provider does not go on to another', () => {
  const draft = { ...newDraft('ghcr'), ...TYPED, kind: 'password' } as const;
  const { kind, fields, endsOn } = withProvider(draft, 'docker-hub');
  expect({ kind, fields, endsOn }).toEqual({ kind: 'password', fields: {}, endsOn: '' });
});

test('that a registry is public stays so with another provider', () => {
  const draft = { ...newDraft('ghcr'), kind: 'none' } as const;
  expect(withProvider(draft, 'docker-hub').kind).toBe('none');
});

test('what was pasted before a provider was chosen is not lost', () => {
  const draft = { ...newDraft('generic'), ...TYPED, isChosen: false };
  expect(withProvider(draft, 'docker-hub')).toMatchObject({ ...TYPED, kind: 'password' });
});

test('the provider that is chosen already keeps what was typed for it', () => {
  const draft = { ...newDraft('ghcr'), ...TYPED };
  expect(withProvider(draft, 'ghcr')).toEqual(draft);
});
