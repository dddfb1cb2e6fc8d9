import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import type { Inputs, Job } from '@berth/test/runner/action';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import {
  ECR,
  KEYS,
  OTHER_ACCOUNT,
  OTHER_VIRGINIA,
  CLOSED,
  passwordAt,
  PUBLIC,
  role,
  startAwsForJobs,
  TEMPORARY_KEYS,
  VIRGINIA,
  type AwsForJobs,
} from './aws-job.ts';
import { expectNoTrace } from './no-trace.ts';

const STS = 'sts.eu-west-1.amazonaws.com';
const API = 'api.ecr.eu-west-1.amazonaws.com';

let cloud: AwsForJobs;
beforeAll(async () => void (cloud = await startAwsForJobs()));
beforeEach(() => cloud.forget());
afterAll(() => cloud.stop());

function writeTinyImage(): string {
  const folder = path.join(temporaryFolder('images'), 'tiny');
  writeOciLayout(folder, { latest: testImages.tiny });
  return folder;
}

const auths = (...hosts: readonly string[]) => ({
  auths: Object.fromEntries(
    hosts.map(host => [host, { auth: Buffer.from(`AWS:${passwordAt(host)}`).toString('base64') }]),
  ),
});
const configOf = (job: Job) => JSON.parse(readFileSync(job.configFile, 'utf8')) as unknown;

describe('a role', () => {
  test('logs in to the registry of its account where none is named, and out again', async () => {
    const [step, job] = await cloud.run({
      'role-to-assume': role('build'),
      'aws-region': 'eu-west-1',
    });

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(step.log).toContain(
      `No registry is named: ${ECR} is used, of the account that role-to-assume belongs to.`,
    );
    expect(configOf(job)).toEqual(auths(ECR));
    expect(cloud.aws.requests).toEqual([
      `${STS} AssumeRoleWithWebIdentity ${role('build')} berth-4711`,
      expect.stringMatching(`^${API} GetAuthorizationToken ASIA`),
    ]);
    expect(step.outputs.get('username')).toBe('AWS');
    expect(Date.parse(step.outputs.get('expires-at') ?? '')).toBeGreaterThan(Date.now());
    expect(step.summary).toContain('AWS role');
    expectNoTrace(step, [passwordAt(ECR)]);

    expect(await step.post()).toMatchObject({ exitCode: 0, log: `Logged out of ${ECR}.\n` });
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('takes the region that configure-aws-credentials leaves', async () => {
    const [step] = await cloud.run(
      { 'role-to-assume': role('build') },
      { AWS_REGION: 'us-east-1' },
    );
    expect(JSON.parse(step.outputs.get('registries') ?? '')).toEqual([VIRGINIA]);
  });

  test('means the registries of images where none is named', async () => {
    const [step] = await cloud.run({
      'role-to-assume': role('build'),
      images: `${VIRGINIA}/acme/api:1\n${PUBLIC}/a1b2c3/api:1\nghcr.io/acme/api:1`,
      source: `oci:${writeTinyImage()}`,
      'dry-run': 'true',
    });
    expect(step.exitCode).toBe(0);
    // The role is of no use there.
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'There is no login for ghcr.io, neither in this step nor in the Docker config: the push goes there without one.',
    ]);
    expect(step.log.match(/Would log in to \S+/g)).toEqual([
      `Would log in to ${VIRGINIA}`,
      `Would log in to ${PUBLIC}`,
    ]);
  });

  test('that the registry does not let in after all', async () => {
    const [step] = await cloud.run({
      registry: CLOSED,
      'role-to-assume': role('build'),
    });
    expect(step.annotations[0]?.message).toContain(
      'This login was made a moment ago, so a right is missing: give the role',
    );
  });

  test('serves two regions, another account and ECR Public in one step, and post leaves none', async () => {
    const [step, job] = await cloud.run(
      { registry: `${ECR}\n${VIRGINIA}\n${PUBLIC}`, 'role-to-assume': role('build') },
      { AWS_ACCOUNT_IDS: ` 012345678901, 123456789012 ` },
    );

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    const all = [ECR, VIRGINIA, PUBLIC, OTHER_ACCOUNT, OTHER_VIRGINIA];
    expect(configOf(job)).toEqual(auths(...all));
    expect(cloud.issuer.requests).toEqual(['sts.amazonaws.com']);
    expectNoTrace(step, all.map(passwordAt));

    const post = await step.post();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(post.log.trim().split('\n')).toHaveLength(5);
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('is a key of registry-auth, beside a login with a password', async () => {
    const [step, job] = await cloud.run({
      'registry-auth': JSON.stringify([
        { registry: PUBLIC, 'role-to-assume': role('build'), 'aws-region': 'eu-west-1' },
        { registry: ECR, password: passwordAt(ECR) },
      ]),
    });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(configOf(job)).toEqual(auths(PUBLIC, ECR));
  });

  test.each([
    ['that the workflow may not assume', 'other', /"sts\.eu-west-1\.amazonaws\.com" .*403/],
    ['whose account wants another audience', 'no-audience', /InvalidIdentityToken/],
  ])('%s: one line for all its registries, and nothing is written', async (_, name, reason) => {
    const [step, job] = await cloud.run(
      { registry: ECR, 'role-to-assume': role(name) },
      { AWS_ACCOUNT_IDS: '012345678901' },
    );

    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
    const message = step.annotations[0]?.message ?? '';
    expect(message).toMatch(reason);
    expect(message).toContain(`Cannot log in to ${ECR}, ${OTHER_ACCOUNT} (AWS role): `);
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('of another partition than the registry is a wrong input', async () => {
    const [step] = await cloud.run({
      registry: ECR,
      'role-to-assume': 'arn:aws-cn:iam::123456789012:role/build',
    });
    expect(step.annotations).toEqual([
      {
        level: 'error',
        title: 'Berth: wrong input',
        message: `Cannot log in to ${ECR} (AWS role): The role "arn:aws-cn:iam::123456789012:role/build" is in the partition "aws-cn", the registry in "aws". Use a role of an account there.`,
      },
    ]);
    expect([cloud.issuer.requests, cloud.aws.requests]).toEqual([[], []]);
  });

  test('waits where AWS has had too many requests', async () => {
    cloud.aws.fail('AssumeRoleWithWebIdentity', { status: 400, code: 'Throttling' });
    const [step] = await cloud.run({
      registry: ECR,
      'role-to-assume': role('build'),
      retries: '2',
    });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain(`"${STS}" failed (400); trying again`);
  });

  test('a job that GitHub gives no token after all', async () => {
    const [step] = await cloud.run(
      { registry: ECR, 'role-to-assume': role('build') },
      { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'another' },
    );
    const host = new URL(cloud.issuer.url).host;
    expect(step.annotations.map(({ message }) => message)).toEqual([
      `Cannot log in to ${ECR} (AWS role): "${host}" gives this job no identity token (401). Check that the job has "permissions: id-token: write", and run it again.`,
    ]);
  });
});

describe('keys of AWS', () => {
  test.each<[string, Inputs, Readonly<Record<string, string>>]>([
    ['lasting ones from the environment', { registry: ECR }, KEYS],
    ['temporary ones from the environment', { registry: ECR }, TEMPORARY_KEYS],
    [
      'lasting ones as user name and password, beside a session of somebody else',
      {
        registry: ECR,
        username: KEYS.AWS_ACCESS_KEY_ID,
        password: KEYS.AWS_SECRET_ACCESS_KEY,
      },
      { AWS_SESSION_TOKEN: 'of-another-key' },
    ],
    [
      'temporary ones as user name and password',
      {
        registry: ECR,
        username: TEMPORARY_KEYS.AWS_ACCESS_KEY_ID,
        password: TEMPORARY_KEYS.AWS_SECRET_ACCESS_KEY,
      },
      { AWS_SESSION_TOKEN: TEMPORARY_KEYS.AWS_SESSION_TOKEN },
    ],
  ])('%s', async (_, inputs, environment) => {
    const [step, job] = await cloud.run(inputs, environment);

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(configOf(job)).toEqual(auths(ECR));
    expect(cloud.issuer.requests).toEqual([]);
    expect(step.summary).toContain('AWS keys');
    const used = inputs['password'] ?? environment['AWS_SECRET_ACCESS_KEY'] ?? '';
    expectNoTrace(step, [used, environment['AWS_SESSION_TOKEN'] ?? used, passwordAt(ECR)]);
    const hours = (Date.parse(step.outputs.get('expires-at') ?? '') - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(12);
  });

  test('log in to other accounts, too', async () => {
    const [step, job] = await cloud.run(
      { registry: ECR },
      { ...KEYS, AWS_ACCOUNT_IDS: '012345678901' },
    );
    expect(configOf(job)).toEqual(auths(ECR, OTHER_ACCOUNT));
    expect((await step.post()).log).toBe(
      `Logged out of ${ECR}.\nLogged out of ${OTHER_ACCOUNT}.\n`,
    );
  });

  test('a secret that is wrong', async () => {
    const [step] = await cloud.run(
      { registry: ECR },
      { ...KEYS, AWS_SECRET_ACCESS_KEY: 'not-the-secret' },
    );
    expect(step.exitCode).toBe(1);
    expect(step.annotations[0]?.message).toContain(`Cannot log in to ${ECR} (AWS keys): "${API}" `);
    expect(step.annotations[0]?.message).not.toContain('not-the-secret');
  });
});
