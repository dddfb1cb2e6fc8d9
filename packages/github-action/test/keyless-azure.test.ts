import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Inputs } from '@berth/test/runner/action';
import {
  startAzureTokenService,
  type AzureTokenService,
} from '@berth/test/servers/azure-token-service';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy, type ForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { startVendorRegistry, type VendorRegistry } from '@berth/test/servers/vendor-registry';
import { expectNoTrace } from './no-trace.ts';

const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const CLIENT = '11111111-2222-4333-8444-555555555555';
const AUTHORITY = 'login.microsoftonline.com';
const HOST = 'acme.azurecr.io';
const USER = '00000000-0000-0000-0000-000000000000';

const ca = createCertificateAuthority();
let issuer: IdentityProvider;
let azure: AzureTokenService;
let registry: VendorRegistry;
let proxy: ForwardProxy;

beforeAll(async () => {
  const tls = ca.issue([AUTHORITY, HOST].map(name => `DNS:${name}`));
  issuer = await startIdentityProvider();
  azure = await startAzureTokenService({
    ...{ tls, tenant: TENANT, clientId: CLIENT, registry: HOST, authority: AUTHORITY },
    subject: 'repo:acme/api:ref:refs/heads/main',
    trusts: { issuer, audience: 'api://AzureADTokenExchange' },
    scope: 'https://containerregistry.azure.net/.default',
  });
  registry = await startVendorRegistry({
    tls,
    accepts: (username, password) => username === USER && azure.refreshTokens.at(-1) === password,
    elsewhere: { prefix: '/oauth2/', port: () => azure.port },
  });
  proxy = await startForwardProxy({
    tunnelsTo: { [AUTHORITY]: azure.port, [HOST]: registry.port },
  });
});
afterEach(() => expect(azure.faults).toEqual([]));
afterAll(() => Promise.all([proxy, registry, azure, issuer].map(server => server.stop())));

const environment = () => ({ HTTPS_PROXY: proxy.url, ...issuer.environment });
const inputs = (more: Inputs = {}): Inputs => ({
  registry: HOST,
  'client-id': CLIENT,
  'tenant-id': TENANT,
  'ca-certificate': ca.certificate,
  retries: '0',
  ...more,
});

describe('a federated credential of Entra', () => {
  test('logs in, and out again', async () => {
    const job = startJob();
    const step = await job.main(inputs({ email: 'ada@acme.example' }), {
      environment: environment(),
    });

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    const token = azure.refreshTokens.at(-1) ?? '';
    expect(JSON.parse(readFileSync(job.configFile, 'utf8'))).toEqual({
      auths: { [HOST]: { auth: Buffer.from(`${USER}:${token}`).toString('base64') } },
    });
    expect(step.outputs.get('username')).toBe(USER);
    const minutes = (Date.parse(step.outputs.get('expires-at') ?? '') - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(180);
    expect(step.summary).toContain('Entra federated credential');
    expectNoTrace(step, [...azure.accessTokens, ...azure.refreshTokens]);

    expect(await step.post()).toMatchObject({ exitCode: 0, log: `Logged out of ${HOST}.\n` });
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('a tenant that is not there', async () => {
    const job = startJob();
    const tenant = TENANT.replace('7', '8');
    const step = await job.main(inputs({ 'tenant-id': tenant }), { environment: environment() });

    expect(step.exitCode).toBe(1);
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.message).toMatch(
      /^Cannot log in to acme\.azurecr\.io \(Entra federated credential\): "login\.microsoftonline\.com" .*AADSTS90002/,
    );
    expect([step.outputs.get('logged-in'), existsSync(job.configFile)]).toEqual(['false', false]);
  });
});
