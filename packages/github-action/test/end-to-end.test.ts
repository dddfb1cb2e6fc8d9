import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startJob } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { startTokenServer } from '@berth/test/servers/token-server';

const PASSWORD = 'hunter2:with colon & spaces';
const ca = createCertificateAuthority();
const images = temporaryFolder('images');
const stops: (() => Promise<void>)[] = [];
let digest: string | undefined;

beforeAll(() => {
  digest = writeOciLayout(path.join(images, 'tiny'), { latest: testImages.tiny })['latest'];
});
afterAll(() => Promise.all(stops.map(stop => stop())));

describe.each([
  ['passwords over TLS of a private authority', startBasic],
  ['tokens, over plain HTTP on this machine', startToken],
])('a registry with %s', (_, start) => {
  test('login, push, pull secret, read back with its credentials, post: nothing is left', async () => {
    const registry = await start();
    const job = startJob();
    const reference = `${registry.host}/acme/api:1`;
    const inputs = {
      registry: registry.host,
      username: 'alice',
      password: PASSWORD,
      'ca-certificate': ca.certificate,
      images: `${reference}\n\n${registry.host}/acme/api:latest`,
      source: `oci:${path.join(images, 'tiny')}`,
      'pull-secret-file': 'secrets/pull.json',
      'pull-secret-format': 'json',
    };
    // Neither docker nor anything else is there.
    const step = await job.main(inputs, { environment: { PATH: '/nonexistent' } });

    expect(step).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    const file = path.join(job.workspace, 'secrets/pull.json');
    expect(Object.fromEntries(step.outputs)).toEqual({
      'logged-in': 'true',
      registries: JSON.stringify([registry.host]),
      username: 'alice',
      'config-dir': path.dirname(job.configFile),
      references: JSON.stringify([reference, `${registry.host}/acme/api:latest`]),
      digest,
      digests: JSON.stringify({
        [reference]: digest,
        [`${registry.host}/acme/api:latest`]: digest,
      }),
      'pull-secret-name': 'docker-credentials',
      'pull-secret-file': file,
      'pull-secret-namespaces': '[]',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(job.configFile).mode & 0o777).toBe(0o600);
    expect(
      await readBack(reference, { pullSecretFile: file, plain: registry.url.startsWith('http:') }),
    ).toBe(digest);

    const post = await step.post();
    expect(post).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(post.log).toBe(`Logged out of ${registry.host}.\n`);
    expect(existsSync(path.dirname(job.configFile))).toBe(false);
    expect(readdirSync(job.temp)).toEqual([]);
    expect(readdirSync(job.home)).toEqual([]);
  });
});

async function startBasic(): Promise<DockerRegistry> {
  return started({ auth: { kind: 'basic', users: { alice: PASSWORD } }, tls: ca.issue() });
}

async function startToken(): Promise<DockerRegistry> {
  const server = await startTokenServer({ users: { alice: PASSWORD } });
  stops.push(() => server.stop());
  return started({ auth: { kind: 'token', server } });
}

async function started(
  options: Parameters<typeof startDockerRegistry>[0],
): Promise<DockerRegistry> {
  const registry = await startDockerRegistry(options);
  stops.push(() => registry.stop());
  return registry;
}

/** Copies the image with the credentials of the pull secret alone, and returns its digest. */
async function readBack(
  reference: string,
  { pullSecretFile, plain }: { readonly pullSecretFile: string; readonly plain: boolean },
): Promise<string> {
  const folder = temporaryFolder('read-back');
  const secret = JSON.parse(readFileSync(pullSecretFile, 'utf8')) as {
    data: Record<string, string>;
  };
  const authFile = path.join(folder, 'auth.json');
  writeFileSync(authFile, Buffer.from(secret.data['.dockerconfigjson'] ?? '', 'base64'));
  mkdirSync(path.join(folder, 'certificates'));
  writeFileSync(path.join(folder, 'certificates/ca.crt'), ca.certificate);
  const tls = plain
    ? ['--src-tls-verify=false']
    : ['--src-cert-dir', path.join(folder, 'certificates')];
  // The token server lives in this process, so this one must not block.
  await promisify(execFile)('skopeo', [
    ...['copy', '--quiet', '--preserve-digests', '--authfile', authFile, ...tls],
    ...[`docker://${reference}`, `oci:${path.join(folder, 'image')}:1`],
  ]);
  const index = JSON.parse(readFileSync(path.join(folder, 'image/index.json'), 'utf8')) as {
    manifests: { digest: string }[];
  };
  return index.manifests[0]?.digest ?? '';
}
