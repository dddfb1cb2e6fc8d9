import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { backendOf, refusal, type Answer } from '../../dev/berth-answers.ts';
import { effectiveRegistry, PUBLIC_IMAGES } from '../../dev/effective-answers.ts';
import { withoutClipboard } from '../../dev/without-clipboard.ts';
import { berthApiRef } from '../api/berth-api.ts';
import { BerthClient } from '../api/berth-client.ts';
import { Snippets } from './Snippets.tsx';

const hidden = () => refusal(404, { name: 'NotFoundError', message: 'There is none.' });

function show(effective = effectiveRegistry(), answer: Answer = hidden) {
  const backend = backendOf(answer);
  renderInTestApp(<Snippets effective={effective} />, {
    apis: [[berthApiRef, new BerthClient({ fetchApi: backend })]],
  });
  return backend;
}

const code = (title: string) => screen.findByRole('region', { name: title });

test('what names the pull secret is copied by keyboard, and that is said', async () => {
  const user = userEvent.setup();
  show();
  const copy = await screen.findByRole('button', { name: 'Copy: In the spec of the pod template' });
  copy.focus();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('Copied')).toHaveAttribute('role', 'status');
  expect(await navigator.clipboard.readText()).toBe(
    'imagePullSecrets:\n- name: docker-credentials\n',
  );
});

test('a browser that does not copy is no dead end', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
  show();
  await user.click(
    await screen.findByRole('button', { name: 'Copy: In the spec of the pod template' }),
  );
  expect(await screen.findByText('Not copied, select it')).toBeInTheDocument();
});

test('nor is a portal that is served by plain HTTP', async () => {
  const user = userEvent.setup();
  withoutClipboard();
  show();
  await user.click(
    await screen.findByRole('button', { name: 'Copy: In the spec of the pod template' }),
  );
  expect(await screen.findByText('Not copied, select it')).toHaveAttribute('role', 'status');
});

test('the workflow builds and pushes where the repository is known', async () => {
  show(effectiveRegistry({}, { repository: 'acme/api' }));
  expect(await code('Steps that build and push')).toHaveTextContent(
    'images: ghcr.io/acme/api:${{ github.sha }}',
  );
  expect(await code('Permissions of the job on GitHub')).toHaveTextContent('packages: write');
  expect(screen.queryByText(/under Secrets/)).toBeNull();
});

test('a role that may be read is in the workflow', async () => {
  const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
  const { requests } = show(
    effectiveRegistry({
      ...{ provider: 'ecr', host, pullCredential: 'pull', pushCredential: 'push' },
      login: { kind: 'aws-keys' },
    }),
    () => ({ name: 'push', kind: 'aws-role', roleArn: 'arn:aws:iam::123456789012:role/push' }),
  );
  expect(await code('Step that logs in')).toHaveTextContent(
    'role-to-assume: arn:aws:iam::123456789012:role/push aws-region: eu-west-1',
  );
  expect(requests.map(({ path }) => path)).toEqual(['/credentials/push']);
});

test('of a credential that may not be read only what the registry shows is used', async () => {
  const login = { kind: 'password', username: 'acme+ci' } as const;
  show(
    effectiveRegistry({
      ...{ provider: 'quay', host: 'quay.io', pullCredential: 'quay', login },
      purposes: ['pull'],
    }),
  );
  expect(await code('Step that logs in')).toHaveTextContent(
    'username: acme+ci password: ${{ secrets.QUAY_PASSWORD }}',
  );
  for (const text of [/under Secrets: QUAY_PASSWORD\.$/, /entered to pull only/]) {
    expect(screen.getByText(text)).toBeInTheDocument();
  }
});

test('a user name is known where the login that pulls pushes as well', async () => {
  const login = { kind: 'password', username: 'acme+ci' } as const;
  show(
    effectiveRegistry({
      ...{ provider: 'quay', host: 'quay.io', login },
      ...{ pullCredential: 'quay', pushCredential: 'quay' },
    }),
  );
  expect(await code('Step that logs in')).toHaveTextContent('username: acme+ci password:');
  expect(screen.queryByText(HIDDEN)).toBeNull();
});

test('of a push login that may not be read, nothing of the other one is said', async () => {
  const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
  show(
    effectiveRegistry({
      ...{ provider: 'ecr', host, pullCredential: 'pull', pushCredential: 'push' },
      login: { kind: 'aws-keys' },
    }),
  );
  expect(await code('Step that logs in')).toHaveTextContent(
    'role-to-assume: ${{ vars.AWS_ROLE }} aws-region: eu-west-1',
  );
  expect(screen.getByText(HIDDEN)).toBeInTheDocument();
});

test('of a push login that no workflow needs, nothing is said', async () => {
  show(effectiveRegistry({ pullCredential: 'pull', pushCredential: 'push' }));
  expect(await code('Step that logs in')).toHaveTextContent('password: ${{ github.token }}');
  expect(screen.queryByText(HIDDEN)).toBeNull();
});

const HIDDEN = /^You may not see the login that pushes/;

test('a public registry needs no pull secret', async () => {
  show({
    ...effectiveRegistry({ login: undefined, ...registryHost }),
    snippets: undefined,
  });
  expect(await screen.findByText('No pull secret is needed in the cluster.')).toBeInTheDocument();
  expect(await screen.findByText(/under Variables: QUAY_USERNAME\.$/)).toBeInTheDocument();
});

const registryHost = { provider: 'quay', host: 'quay.io' } as const;

test('without a registry there is nothing to paste, and that is said', async () => {
  show(PUBLIC_IMAGES);
  expect(
    await screen.findByText('Choose a registry, and what to paste is here.'),
  ).toBeInTheDocument();
});
