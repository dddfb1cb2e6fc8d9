import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startJob } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import { startIbmCloud } from '@berth/test/servers/ibm-cloud';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { startVendorRegistry } from '@berth/test/servers/vendor-registry';
import { ECR, KEYS, PUBLIC, role, startAwsForJobs, type AwsForJobs } from './aws-job.ts';

const folder = path.join(temporaryFolder('images'), 'tiny');
const digest = writeOciLayout(folder, { latest: testImages.tiny })['latest'];
const push = { source: `oci:${folder}`, 'create-repository': 'true' };

describe('at AWS', () => {
  let cloud: AwsForJobs;
  beforeAll(async () => void (cloud = await startAwsForJobs()));
  beforeEach(() => {
    cloud.forget();
    cloud.aws.repositories.clear();
  });
  afterAll(() => cloud.stop());

  test('a role creates what is not there, once for all tags, and pushes', async () => {
    cloud.aws.repositories.add('123456789012/eu-west-1/acme/old');
    const [step] = await cloud.run({
      ...push,
      'role-to-assume': role('build'),
      'aws-region': 'eu-west-1',
      images: [`${ECR}/acme/api:1`, `${ECR}/acme/api:2`, `${ECR}/acme/old:1`].join('\n'),
    });

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect([...cloud.aws.repositories].sort()).toEqual([
      '123456789012/eu-west-1/acme/api',
      '123456789012/eu-west-1/acme/old',
    ]);
    expect(step.log).toContain(`Created the repository acme/api at ${ECR}.`);
    expect(step.log).not.toContain('Created the repository acme/old');
    expect(step.outputs.get('digest')).toBe(digest);
    // The login and the repositories share one session of the role.
    const assumed = cloud.aws.requests.filter(line => line.includes('AssumeRole'));
    expect(assumed).toHaveLength(1);
  });

  test('keys create a repository at ECR Public', async () => {
    const [step] = await cloud.run(
      { ...push, registry: PUBLIC, images: `${PUBLIC}/a1b2c3/api:1` },
      KEYS,
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(cloud.aws.repositories.size).toBe(1);
  });

  test('a dry run says what it would create, and asks nobody', async () => {
    const [step] = await cloud.run(
      { ...push, registry: ECR, images: `${ECR}/acme/api:1\n${ECR}/acme/api:2`, 'dry-run': 'true' },
      KEYS,
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain(
      `Would create the repository acme/api at ${ECR} if it is not there.`,
    );
    expect([cloud.aws.requests, cloud.aws.repositories.size]).toEqual([[], 0]);
  });

  test('without it nothing is created', async () => {
    const [step] = await cloud.run(
      { source: push.source, registry: ECR, images: `${ECR}/acme/api:1` },
      KEYS,
    );
    expect(step.exitCode).toBe(0);
    expect(cloud.aws.repositories.size).toBe(0);
  });

  test('a role that may not create says so, and nothing is pushed', async () => {
    cloud.aws.fail('CreateRepository', { status: 400, code: 'AccessDeniedException' });
    await cloud.registry.registry.forget();
    const [step] = await cloud.run({ ...push, registry: ECR, images: `${ECR}/acme/api:1` }, KEYS);
    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.message).toContain('ecr:CreateRepository');
    const asked = await cloud.registry.registry.requests();
    expect(asked.filter(line => line.startsWith('P'))).toEqual([]);
  });
});

describe('at IBM Cloud', () => {
  const HOST = 'us.icr.io';
  const key = 'an-api-key-of-ibm-cloud';

  test('the API key creates the namespace, once for all its repositories', async () => {
    const ca = createCertificateAuthority();
    const tls = ca.issue([`DNS:${HOST}`, 'DNS:iam.cloud.ibm.com']);
    const namespaces = new Map<string, string>();
    const ibm = await startIbmCloud({
      ...{ tls, apiKey: key, account: 'a1b2c3', registry: HOST, namespaces },
    });
    const registry = await startVendorRegistry({
      tls,
      accepts: (username, password) => username === 'iamapikey' && password === key,
      elsewhere: { prefix: '/api/', port: () => ibm.port },
    });
    const proxy = await startForwardProxy({
      tunnelsTo: { [HOST]: registry.port, 'iam.cloud.ibm.com': ibm.port },
    });
    const step = await startJob().main(
      {
        ...push,
        registry: HOST,
        password: key,
        images: `${HOST}/acme/api:1\n${HOST}/acme/web:1`,
        'ca-certificate': ca.certificate,
      },
      { environment: { HTTPS_PROXY: proxy.url } },
    );
    await Promise.all([proxy, registry, ibm].map(server => server.stop()));

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect([...namespaces]).toEqual([['acme', 'a1b2c3']]);
    expect(ibm.lines()).toEqual(['POST /identity/token', 'PUT /api/v1/namespaces/acme']);
    expect(step.log).toContain(`Created the namespace acme at ${HOST}.`);
    expect(JSON.parse(step.outputs.get('references') ?? '')).toHaveLength(2);
  });

  test('a registry that creates repositories by itself is told, and no more', async () => {
    const step = await startJob().main({
      ...push,
      ...{ registry: 'ghcr.io', username: 'ada', password: 'a-token' },
      ...{ images: 'ghcr.io/acme/api:1', 'dry-run': 'true' },
    });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain('create-repository does nothing at ghcr.io');
  });
});
