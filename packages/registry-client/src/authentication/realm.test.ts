import { describe, expect, test } from 'vitest';
import { trustedRealm } from './realm.ts';

describe('trusts', () => {
  test.each([
    ['https://ghcr.io', 'https://ghcr.io/token'],
    ['https://registry.example.com', 'https://registry.example.com:8443/token?a=b'],
    ['https://registry.example.com', 'https://auth.example.com/'],
    ['https://example.com', 'https://auth.example.com/'],
    ['https://registry.example.co.uk', 'https://auth.example.co.uk/'],
    ['https://registry-1.docker.io', 'https://auth.docker.io/token'],
    ['https://registry.gitlab.com', 'https://gitlab.com/jwt/auth'],
    ['https://rg.fr-par.scw.cloud', 'https://api.scaleway.com/token'],
    ['https://acme.eastus.geo.azurecr.io', 'https://acme.azurecr.io/oauth2/token'],
    ['https://registry.cn-beijing.aliyuncs.com', 'https://dockerauth.cn-beijing.aliyuncs.com/auth'],
    ['https://registry:5000', 'https://registry/token'],
    ['https://10.0.0.1:5000', 'https://10.0.0.1/token'],
    ['http://127.0.0.1:5000', 'http://127.0.0.1:5001/token'],
    ['http://localhost:5000', 'http://127.0.0.1:5001/token'],
    ['http://registry.example.com', 'https://auth.example.com/'],
  ])('%s with %s', async (registry, realm) => {
    expect((await trustedRealm(realm, new URL(registry))).href).toBe(realm);
  });

  test('only the address, not the login in it', async () => {
    const realm = await trustedRealm('https://user:pass@ghcr.io/token', new URL('https://ghcr.io'));
    expect(realm.href).toBe('https://ghcr.io/token');
  });
});

describe('does not trust', () => {
  test.each([
    ['https://ghcr.io', 'https://evil.example/token', 'foreign host, "evil.example"'],
    ['https://ghcr.io', 'https://ghcr.io.evil.example/', 'foreign host, "ghcr.io.evil.example"'],
    ['https://ghcr.io', 'https://evilghcr.io/', 'foreign host, "evilghcr.io"'],
    ['https://ghcr.io', 'https://ghcr.io@evil.example/', 'foreign host, "evil.example"'],
    ['https://acme.azurecr.io', 'https://evil.azurecr.io/', 'foreign host, "evil.azurecr.io"'],
    ['https://a.eastus.geo.azurecr.io', 'https://b.azurecr.io/', 'foreign host, "b.azurecr.io"'],
    ['https://registry.example.co.uk', 'https://evil.co.uk/', 'foreign host, "evil.co.uk"'],
    ['https://rg.fr-par.scw.cloud', 'https://evil.lb.fr-par.scw.cloud/', 'foreign host'],
    ['https://vm.eastus.cloudapp.azure.com', 'https://evil.eastus.cloudapp.azure.com/', 'foreign'],
    [
      'https://123456789012.dkr.ecr.us-east-1.amazonaws.com',
      'https://evil.execute-api.us-east-1.amazonaws.com/',
      'foreign host, "evil.execute-api.us-east-1.amazonaws.com"',
    ],
    ['https://a.team.svc.cluster.local', 'https://a.evil.svc.cluster.local/', 'foreign host'],
    ['https://10.0.0.1', 'https://10.0.0.2/', 'foreign host, "10.0.0.2"'],
    ['https://registry', 'https://other/', 'foreign host, "other"'],
    ['https://registry.example.com', 'https://127.0.0.1/', 'foreign host, "127.0.0.1"'],
    ['https://ghcr.io', 'http://ghcr.io/token', 'token server without TLS, "http://ghcr.io"'],
    ['https://ghcr.io', '/token', 'a token server that is no URL'],
    ['https://ghcr.io', 'file:///etc/passwd', 'a token server that is no URL'],
    ['https://ghcr.io', '', 'a token server that is no URL'],
  ])('%s with %s', async (registry, realm, reason) => {
    const { host } = new URL(registry);
    const check = () => trustedRealm(realm, new URL(registry));
    await expect(check()).rejects.toThrow(reason);
    await expect(check()).rejects.toThrow(`"${host}" names`);
    await expect(check()).rejects.toThrow('The password was not sent there.');
  });
});
