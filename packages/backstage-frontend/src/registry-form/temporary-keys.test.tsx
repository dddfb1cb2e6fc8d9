import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { registryNamed } from '../../dev/berth-answers.ts';
import { emptyBackend, showPage } from '../../dev/registries-page.tsx';
import { registryInput } from './draft-input.ts';
import { draftProblems } from './draft-problems.ts';
import { draftOf, type StoredEntry } from './registry-draft.ts';

test('temporary keys of AWS are saved with their session token, which is asked for', async () => {
  const { requests } = showPage('/-/new?provider=ecr', emptyBackend());
  const fill = async (label: string, text: string) => {
    await userEvent.click(await screen.findByLabelText(label));
    await userEvent.paste(text);
  };
  await fill('Account ID', '123456789012');
  await fill('Region', 'eu-west-1');
  await fill('Access key ID', 'ASIAIOSFODNN7EXAMPLE');
  await fill('Secret access key', 'canary-5ecret');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const token = screen.getByLabelText('Session token (optional)');
  await waitFor(() => expect(token).toHaveFocus());
  expect(token).toHaveAccessibleDescription(/"sessionToken" is missing/);
  expect(token).toHaveAttribute('type', 'password');

  await fill('Session token (optional)', 'canary-t0ken');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/" is saved\.$/)).toBeInTheDocument();
  expect(requests.find(({ method }) => method === 'PUT')?.body).toMatchObject({
    pullCredential: { secretAccessKey: 'canary-5ecret', sessionToken: 'canary-t0ken' },
  });
});

const stored: StoredEntry = {
  etag: '"1"',
  registry: registryNamed('ecr', {
    provider: 'ecr',
    server: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    pullCredential: 'keys',
  }),
  credential: {
    ...{ name: 'keys', kind: 'aws-keys', hasSecret: true, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' },
  },
};

test('temporary keys that are stored stay', () => {
  const draft = { ...draftOf(stored), title: 'ECR' };
  expect(draftProblems(draft, stored)).toEqual({});
  expect(registryInput(draft, { credentialName: 'ecr', stored }).pullCredential).toBe('keys');
});

test('a new session token alone is sent', () => {
  const draft = draftOf(stored);
  const changed = { ...draft, fields: { ...draft.fields, sessionToken: 'canary-t0ken' } };
  expect(registryInput(changed, { credentialName: 'ecr', stored }).pullCredential).toMatchObject({
    ...{ name: 'keys', sessionToken: 'canary-t0ken' },
  });
});
