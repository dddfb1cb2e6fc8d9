import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startJob, type Inputs, type Job, type Step } from '@berth/test/runner/action';

const ROLE = 'arn:aws:iam::123456789012:role/build';
const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const CLIENT = '11111111-2222-4333-8444-555555555555';
const AZURE = { 'client-id': CLIENT, 'tenant-id': '72f988bf-86f1-41af-91ab-2d7cd011db47' };
const PROVIDER = 'projects/123456789/locations/global/workloadIdentityPools/build/providers/github';

/** Whoever is asked for a token does not answer: a request would fail the step. */
const IDENTITY = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:1/token?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
};

const messages = (step: Step) => step.annotations.map(({ message }) => message);

async function refused(inputs: Inputs, environment = {}): Promise<Step> {
  const job = startJob();
  const step = await job.main(inputs, { environment: { ...IDENTITY, ...environment } });
  expect(step).toMatchObject({ exitCode: 1, stderr: '' });
  expect(step.state.size).toBe(0);
  expect([...readdirSync(job.home), ...readdirSync(job.temp)]).toEqual([]);
  return step;
}

describe('refuses before anything is done', () => {
  test.each<[string, Inputs, string, Record<string, string>?]>([
    [
      'a role that is none',
      { 'role-to-assume': 'build', 'aws-region': 'eu-west-1' },
      'Invalid role-to-assume: it does not have the right form. Write an ARN such as arn:aws:iam::123456789012:role/build.',
    ],
    [
      'a region that is none',
      { registry: 'public.ecr.aws', 'role-to-assume': ROLE, 'aws-region': 'Ireland' },
      'Invalid aws-region: it does not have the right form. Write a region such as eu-central-1.',
    ],
    [
      'a role without a region, where no host tells it',
      { 'role-to-assume': ROLE },
      'The region for role-to-assume is missing: no registry is named whose host tells it. Set "aws-region", or name the registry.',
    ],
    [
      'a region of another partition than the role',
      { 'role-to-assume': ROLE, 'aws-region': 'cn-north-1' },
      `The region "cn-north-1" is in the partition aws-cn of AWS, the role in aws. Set "aws-region" to a region of the role's partition.`,
    ],
    [
      'another region than the host tells',
      { registry: ECR, 'role-to-assume': ROLE, 'aws-region': 'us-east-1' },
      `The registry "${ECR}" is in the region "eu-west-1", and aws-region is "us-east-1". Leave aws-region out: the host tells it.`,
    ],
    [
      'a client without its tenant',
      { registry: 'acme.azurecr.io', 'client-id': CLIENT },
      'Invalid tenant-id: it is missing. Add it.',
    ],
    [
      'a client that is no UUID, without showing what may be a secret',
      { registry: 'acme.azurecr.io', ...AZURE, 'client-id': 'hunter2' },
      'Invalid client-id: it does not have the right form. Write a UUID such as 72f988bf-86f1-41af-91ab-2d7cd011db47.',
    ],
    [
      'a connection without its organization',
      { 'connection-id': CLIENT },
      'Invalid username: it is missing. Add it.',
    ],
    [
      'an input that serves none of the registries',
      { registry: 'ghcr.io', username: 'a', password: 'bcde', 'connection-id': CLIENT },
      'The input connection-id has no effect: it serves none of the registries in registry. Name one of Docker Hub there, or put connection-id into its entry of registry-auth.',
    ],
    [
      'an input for which no registry is named',
      { 'workload-identity-provider': PROVIDER },
      'The input workload-identity-provider has no effect: it serves none of the registries in registry. Name one of Google Artifact Registry there, or put workload-identity-provider into its entry of registry-auth.',
    ],
    [
      'a key that does not serve the registry of its entry',
      {
        'registry-auth': `- registry: ghcr.io\n  username: a\n  password: bcde\n  service-account: a@b.iam.gserviceaccount.com`,
      },
      'The input service-account has no effect: it does not serve the registry of this entry. It is for Google Artifact Registry.',
    ],
    [
      'a password beside a role',
      { registry: ECR, password: 'hunter2', 'role-to-assume': ROLE },
      `The registry "${ECR}" gets both a password and role-to-assume. Leave one of them out; where they are for different registries, give each its entry in registry-auth.`,
    ],
    [
      'a registry under a name of its own, which may be anybody',
      { registry: 'images.acme.example', provider: 'acr', ...AZURE },
      'A credential of kind "azure-federation" does not belong to "images.acme.example" (Other registry). Use one of: password.',
    ],
    [
      'an account that is none',
      { registry: ECR, 'role-to-assume': ROLE },
      'Invalid AWS_ACCOUNT_IDS: "12345678901" is no account of AWS. Write the 12 digits of each, in quotes where YAML would drop a leading zero.',
      { AWS_ACCOUNT_IDS: '210987654321, 12345678901' },
    ],
    [
      'temporary keys without their token',
      { registry: ECR },
      'Invalid AWS_SESSION_TOKEN: it is missing. Temporary keys (ASIA…) do not work without it.',
      { AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'hunter2hunter2' },
    ],
    [
      'a repository that a mere token shall create',
      { registry: ECR, password: 'token', images: `${ECR}/a:1`, 'create-repository': 'true' },
      `Cannot create a repository at "${ECR}" (Amazon ECR): a token of ECR can only push. Set "role-to-assume", or give the keys of AWS, as configure-aws-credentials leaves them.`,
    ],
    [
      'a namespace that nobody may create',
      { images: 'us.icr.io/acme/api:1', 'create-repository': 'true' },
      'Cannot create a namespace at "us.icr.io" (IBM Cloud): this step has no login there. Add "registry: us.icr.io" and its API key as "password".',
    ],
  ])('%s', async (_, inputs, message, environment = {}) => {
    const step = await refused(inputs, environment);
    expect(messages(step)).toEqual([message]);
    expect(step.stdout.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain('hunter2');
  });

  test('all that is wrong is told at once', async () => {
    const step = await refused({
      registry: `acme.azurecr.io\n${ECR}`,
      'client-id': 'acme',
      'aws-region': 'us-east-1',
      'connection-id': CLIENT,
    });
    expect(messages(step)).toHaveLength(3);
  });
});

describe('a dry run asks nobody', () => {
  test.each<[string, Inputs, string, Record<string, string>?]>([
    [
      'a role',
      { 'role-to-assume': ROLE, 'aws-region': 'eu-west-1' },
      `Would log in to ${ECR} with a token got for the job's identity token (AWS role).`,
    ],
    [
      'a role in China',
      { 'role-to-assume': ROLE.replace('aws', 'aws-cn'), 'aws-region': 'cn-north-1' },
      `Would log in to 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn with a token got for the job's identity token (AWS role).`,
    ],
    [
      'keys',
      { registry: ECR },
      `Would log in to ${ECR} with a token got for its keys (AWS keys).`,
      { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'hunter2hunter2' },
    ],
  ])('%s', async (_, inputs, line, environment = {}) => {
    const job = startJob();
    const step = await job.main(
      { ...inputs, 'dry-run': 'true' },
      { environment: { ...IDENTITY, ...environment } },
    );
    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(step.log.split('\n')).toContain(line);
    expect([...readdirSync(job.home), ...readdirSync(job.temp)]).toEqual([]);
  });
});

describe('a job that may not say who it is', () => {
  const NONE = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };
  const WHY =
    'There is no identity token for the login to acme.azurecr.io. GitHub gives one to a job that may ask for it. Add "permissions: id-token: write" to the job, and where a workflow calls this one, to the job that calls.';

  test('fails, with the permission that it needs', async () => {
    const step = await refused({ registry: 'acme.azurecr.io', ...AZURE }, NONE);
    expect(messages(step)).toEqual([WHY]);
  });

  test('fails in a pull request from a fork, with the reason', async () => {
    const job = startJob();
    const step = await job.main(
      { registry: 'acme.azurecr.io', ...AZURE },
      { environment: forkEnvironment(job) },
    );
    expect(messages(step)).toEqual([
      'There is no identity token for the login to acme.azurecr.io. GitHub gives none to a pull request from a fork. Set "if-missing-credentials: skip", or log in only where the pull request comes from this repository.',
    ]);
  });

  test('leaves the login out where that is wanted', async () => {
    const job = startJob();
    const step = await job.main(
      { registry: 'acme.azurecr.io', ...AZURE, 'if-missing-credentials': 'warn' },
      { environment: NONE },
    );
    expect(step.exitCode).toBe(0);
    expect(messages(step)).toEqual([`${WHY} The login is left out, and with it what needs it.`]);
    expect(step.outputs.get('logged-in')).toBe('false');
    const skipped = await startJob().main(
      { registry: 'acme.azurecr.io', ...AZURE, 'if-missing-credentials': 'skip' },
      { environment: NONE },
    );
    expect(skipped).toMatchObject({ exitCode: 0, annotations: [] });
  });

  test.each<[string, Inputs, string]>([
    [
      'a role that is a variable',
      { 'role-to-assume': '', 'aws-region': 'eu-west-1' },
      'role-to-assume is empty, and aws-region alone names no registry.',
    ],
    [
      'a client that is a secret',
      { registry: 'acme.azurecr.io', 'tenant-id': AZURE['tenant-id'] },
      'The input client-id for acme.azurecr.io is empty.',
    ],
    [
      'a pool that is a variable',
      { registry: 'gcr.io', 'service-account': 'a@b.iam.gserviceaccount.com' },
      'The input workload-identity-provider for gcr.io is empty.',
    ],
  ])('%s is empty in a fork, and is left out as well', async (_, inputs, what) => {
    const job = startJob();
    const environment = forkEnvironment(job);
    const step = await job.main({ ...inputs, 'if-missing-credentials': 'skip' }, { environment });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('logged-in')).toBe('false');

    const failed = await job.main(inputs, { environment });
    expect(failed.exitCode).toBe(1);
    expect(messages(failed)).toEqual([
      `${what} GitHub gives no secrets to a pull request from a fork. Set "if-missing-credentials: skip", or log in only where the pull request comes from this repository.`,
    ]);
  });

  const AWS_KEYS =
    'give the keys of AWS as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or as "username" and "password".';
  const GOOGLE =
    'Set "workload-identity-provider", or give the key of a service account as "password".';
  test.each([
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', `Set "role-to-assume", or ${AWS_KEYS}`],
    ['public.ecr.aws', `Set "role-to-assume", or ${AWS_KEYS}`],
    ['europe-docker.pkg.dev', GOOGLE],
    ['gcr.io', GOOGLE],
    [
      'acme.azurecr.io',
      'Set "client-id", or give the ID and the secret of a service principal as "username" and "password".',
    ],
  ])('%s alone is told its ways in', async (registry, ways) => {
    const step = await refused({ registry });
    expect(messages(step)).toEqual([
      `Nothing is given to log in to ${registry} with. ${ways} A secret that does not exist is an empty text. Check its name, the environment of the job, and "secrets: inherit" where a workflow calls this one.`,
    ]);
  });

  test('a user name tells that it is the password that is missing', async () => {
    const step = await refused({ registry: 'acme.azurecr.io\nghcr.io', username: 'alice' });
    expect(messages(step)[0]).toContain('The password for acme.azurecr.io, ghcr.io is empty.');
  });

  test('keys of AWS are not taken for a registry that only calls itself ECR', async () => {
    const step = await refused(
      { registry: 'images.acme.example', provider: 'ecr' },
      { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'hunter2hunter2' },
    );
    expect(messages(step)[0]).toContain('The password for images.acme.example is empty.');
  });
});

function forkEnvironment(job: Job) {
  const file = path.join(job.workspace, 'event.json');
  const repo = (full_name: string) => ({ repo: { full_name } });
  const pull_request = { head: repo('ada/api'), base: repo('acme/api') };
  writeFileSync(file, JSON.stringify({ pull_request }));
  return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: file };
}
