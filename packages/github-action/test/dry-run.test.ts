import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startJob, type Inputs, type Job, type StepOptions } from '@berth/test/runner/action';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { describe, expect, test } from 'vitest';
import { fakeDocker } from './fake-docker.ts';
import { fakeHelper } from './fake-helper.ts';

const LOGIN = { registry: 'ghcr.io', username: 'alice', password: 'hunter2-canary' };

async function annotationsOf(inputs: Inputs, job: Job = startJob(), options: StepOptions = {}) {
  const step = await job.main({ ...LOGIN, ...inputs, 'dry-run': 'true' }, options);
  return step.annotations.map(({ level, message }) => [level, message]);
}

test('a Docker config that cannot be read is found', async () => {
  const job = startJob();
  mkdirSync(path.dirname(job.configFile));
  writeFileSync(job.configFile, '{ "auths": ');
  expect(await annotationsOf({}, job)).toEqual([
    ['error', expect.stringContaining(`"${job.configFile}"`)],
  ]);
});

test('a pull secret whose login ends soon is warned of', async () => {
  const ends = { 'pull-secret-file': 'pull.yaml', password: 'ghs_0123456789' };
  expect(await annotationsOf(ends)).toEqual([
    [
      'warning',
      'The login to ghcr.io in the pull secret ends with this job; for a cluster use a personal access token (classic) with read:packages.',
    ],
  ]);
});

test('so is one whose login is still to be got', async () => {
  const inputs = {
    ...{ registry: '012345678901.dkr.ecr.eu-west-1.amazonaws.com', username: '', password: '' },
    ...{ 'role-to-assume': 'arn:aws:iam::012345678901:role/ci', 'pull-secret-file': 'pull.yaml' },
  };
  const environment = {
    ACTIONS_ID_TOKEN_REQUEST_URL: 'http://localhost:1/token?x=1',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
  };
  expect(await annotationsOf(inputs, startJob(), { environment })).toEqual([
    [
      'warning',
      "The login to 012345678901.dkr.ecr.eu-west-1.amazonaws.com in the pull secret ends within a day; for a cluster use the role of the cluster's nodes, or run this step on a schedule.",
    ],
  ]);
});

describe('a push', () => {
  const layout = path.join(temporaryFolder('images'), 'layout');
  writeOciLayout(layout, { x: testImages.tiny });
  const push = { images: 'ghcr.io/acme/api:1\nquay.io/acme/api:1', source: `oci:${layout}` };

  test('to a registry that nobody has logged in to is warned of', async () => {
    expect(await annotationsOf(push)).toEqual([
      [
        'warning',
        'There is no login for quay.io, neither in this step nor in the Docker config: the push goes there without one.',
      ],
    ]);
  });

  test('with the login of a step before is not', async () => {
    const job = startJob();
    mkdirSync(path.dirname(job.configFile));
    const auth = Buffer.from('bob:letmein').toString('base64');
    writeFileSync(job.configFile, JSON.stringify({ auths: { 'quay.io': { auth } } }));
    expect(await annotationsOf(push, job)).toEqual([]);
  });

  test.each(['oci', 'docker'])('by %s asks no credential helper, which may send', async by => {
    const job = startJob();
    mkdirSync(path.dirname(job.configFile));
    writeFileSync(job.configFile, JSON.stringify({ credsStore: 'fake' }));
    const { environment, started } = fakeHelper(job.workspace, { slow: 'get', fail: 'get' });
    const docker = fakeDocker('exit 1');
    const PATH = `${docker.PATH}:${environment.PATH}`;
    const source = by === 'docker' ? 'docker:api' : push.source;
    expect(await annotationsOf({ ...push, source }, job, { environment: { PATH } })).toEqual([]);
    expect(existsSync(started)).toBe(false);
  });
});

test.each(['true', 'false'])(
  'a place where no file can be is found before anything is sent, dry run: %s',
  async dryRun => {
    const job = startJob();
    writeFileSync(path.join(job.workspace, 'file'), '');
    const step = await job.main({
      ...LOGIN,
      'pull-secret-file': 'file/in/pull.yaml',
      'dry-run': dryRun,
    });
    expect(step.annotations.map(({ title, message }) => [title, message])).toEqual([
      [
        'Berth: wrong input pull-secret-file',
        `Invalid pull-secret-file "file/in/pull.yaml": "${path.join(job.workspace, 'file')}" is no folder. Name a file elsewhere.`,
      ],
    ]);
    expect(step.state.size).toBe(0);
  },
);
