import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Inputs } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  GOOGLE_TOKEN_HOSTS,
  startGoogleTokenService,
  type GoogleTokenService,
} from '@berth/test/servers/google-token-service';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { startVendorRegistry, type VendorRegistry } from '@berth/test/servers/vendor-registry';
import { expectNoTrace } from './no-trace.ts';

const PROVIDER = 'projects/123456789/locations/global/workloadIdentityPools/build/providers/github';
const ACCOUNT = 'pusher@acme.iam.gserviceaccount.com';
const SUBJECT = 'repo:acme/api:ref:refs/heads/main';
const HOST = 'europe-west1-docker.pkg.dev';

const ca = createCertificateAuthority();
let issuer: IdentityProvider;
let google: GoogleTokenService;
let registry: VendorRegistry;
let proxy: ForwardProxy;

beforeAll(async () => {
  const tls = ca.issue([...GOOGLE_TOKEN_HOSTS, HOST, 'eu.gcr.io'].map(name => `DNS:${name}`));
  issuer = await startIdentityProvider();
  google = await startGoogleTokenService({
    tls,
    trusts: { issuer, audience: `https://iam.googleapis.com/${PROVIDER}` },
    provider: PROVIDER,
    serviceAccounts: { [ACCOUNT]: [SUBJECT], 'other@acme.iam.gserviceaccount.com': [] },
  });
  registry = await startVendorRegistry({
    tls,
    accepts: (username, password) =>
      username === 'oauth2accesstoken' && google.issued.at(-1)?.token === password,
  });
  const [sts, credentials] = GOOGLE_TOKEN_HOSTS;
  proxy = await startForwardProxy({
    tunnelsTo: {
      ...{ [sts]: google.port, [credentials]: google.port },
      ...{ [HOST]: registry.port, 'eu.gcr.io': registry.port },
    },
  });
});
afterEach(() => {
  expect(google.faults).toEqual([]);
  issuer.requests.length = 0;
  google.requests.length = 0;
});
afterAll(() => Promise.all([proxy, registry, google, issuer].map(server => server.stop())));

const environment = () => ({ HTTPS_PROXY: proxy.url, ...issuer.environment });
const inputs = (more: Inputs = {}): Inputs => ({
  registry: HOST,
  'workload-identity-provider': PROVIDER,
  'ca-certificate': ca.certificate,
  retries: '0',
  ...more,
});

describe('workload identity federation', () => {
  test.each([
    ['as the workflow itself', {}, SUBJECT],
    ['as a service account', { 'service-account': ACCOUNT }, ACCOUNT],
    [
      'with the name of the provider as its page writes it',
      { 'workload-identity-provider': `//iam.googleapis.com/${PROVIDER}` },
      SUBJECT,
    ],
  ])('logs in %s, and out again', async (_, more, subject) => {
    google.issued.length = 0;
    const job = startJob();
    const step = await job.main(inputs(more), { environment: environment() });

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    const { token = '', subject: issuedFor } = google.issued.at(-1) ?? {};
    expect(issuedFor).toBe(subject);
    expect(JSON.parse(readFileSync(job.configFile, 'utf8'))).toEqual({
      auths: {
        [HOST]: { auth: Buffer.from(`oauth2accesstoken:${token}`).toString('base64') },
      },
    });
    expect(step.outputs.get('username')).toBe('oauth2accesstoken');
    const minutes = (Date.parse(step.outputs.get('expires-at') ?? '') - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
    expect(step.summary).toContain('Workload identity federation');
    // The job's identity token: https://www.rfc-editor.org/rfc/rfc7519
    expect(step.masks.filter(mask => /^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/.test(mask))).toHaveLength(1);
    expectNoTrace(
      step,
      google.issued.map(one => one.token),
    );

    expect(await step.post()).toMatchObject({ exitCode: 0, log: `Logged out of ${HOST}.\n` });
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('asks once for two registries', async () => {
    const step = await startJob().main(inputs({ registry: `${HOST}\neu.gcr.io` }), {
      environment: environment(),
    });

    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(issuer.requests).toEqual([`https://iam.googleapis.com/${PROVIDER}`]);
    expect(google.lines()).toEqual(['POST /v1/token']);
    expect(JSON.parse(step.outputs.get('registries') ?? '')).toEqual([HOST, 'eu.gcr.io']);
  });

  test('a provider of another project is told with the fix, at both registries at once', async () => {
    const other = PROVIDER.replace('123456789', '987654321');
    const job = startJob();
    const step = await job.main(
      inputs({ registry: `${HOST}\neu.gcr.io`, 'workload-identity-provider': other }),
      { environment: environment() },
    );

    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.message).toMatch(
      /^Cannot log in to europe-west1-docker\.pkg\.dev, eu\.gcr\.io \(Workload identity federation\): "sts\.googleapis\.com" /,
    );
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('a service account that the workflow may not be', async () => {
    const step = await startJob().main(
      inputs({ 'service-account': 'other@acme.iam.gserviceaccount.com' }),
      { environment: environment() },
    );
    expect(step.exitCode).toBe(1);
    expect(step.annotations[0]?.message).toMatch(
      /^Cannot log in to europe-west1-docker\.pkg\.dev \(Workload identity federation\): "iamcredentials\.googleapis\.com" .*403/,
    );
  });

  test('a service that has too many requests is asked again', async () => {
    google.faults.push({ status: 429, headers: { 'retry-after': '0' } });
    const step = await startJob().main(inputs({ retries: '2' }), { environment: environment() });

    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain('"sts.googleapis.com" failed (429); trying again');
  });
});
