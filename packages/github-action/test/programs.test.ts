import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startJob } from '@berth/test/runner/action';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import {
  startDockerDaemon,
  whyNoDockerDaemon,
  type DockerDaemon,
} from '@berth/test/servers/docker-daemon';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { fakeDocker } from './fake-docker.ts';
import { fakeHelper } from './fake-helper.ts';

const AUTH = { kind: 'basic', users: { alice: 'hunter2' } } as const;
const run = promisify(execFile);
const images = temporaryFolder('images');
const layout = path.join(images, 'layout');
const archive = path.join(images, 'docker.tar');
const noDaemon = whyNoDockerDaemon();

beforeAll(async () => {
  writeOciLayout(layout, { latest: testImages.tiny });
  await run('skopeo', ['copy', `oci:${layout}:latest`, `docker-archive:${archive}:berth/tiny:1`]);
});

const login = ({ host }: DockerRegistry) => ({
  registry: host,
  username: 'alice',
  password: 'hunter2',
});

async function digestAt({ url }: DockerRegistry, repository: string, tag: string) {
  const response = await fetch(`${url}/v2/${repository}/manifests/${tag}`, {
    method: 'HEAD',
    headers: {
      accept:
        'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json',
      authorization: `Basic ${Buffer.from('alice:hunter2').toString('base64')}`,
    },
  });
  return response.headers.get('docker-content-digest');
}

describe.skipIf(noDaemon !== undefined)(`docker:${noDaemon ? ` (${noDaemon})` : ''}`, () => {
  let daemon: DockerDaemon;
  let registry: DockerRegistry;
  let second: DockerRegistry;

  beforeAll(async () => {
    [daemon, registry, second] = await Promise.all([
      startDockerDaemon(),
      startDockerRegistry({ auth: AUTH }),
      startDockerRegistry({ auth: AUTH }),
    ]);
    await daemon.docker('load', '--input', archive);
  });
  afterAll(() => Promise.all([daemon.stop(), registry.stop(), second.stop()]));

  test('pushes to two registries, a digest for each reference, and leaves no name behind', async () => {
    const before = await daemon.docker('image', 'ls', '--all', '--no-trunc');
    const references = [
      `${registry.host}/acme/api:1`,
      `${registry.host}/acme/api:latest`,
      `${second.host}/acme/api:1`,
    ];
    const step = await startJob().main(
      {
        ...login(registry),
        registry: `${registry.host}\n${second.host}`,
        images: references.join('\n'),
        source: 'docker:berth/tiny:1',
      },
      { environment: daemon.environment },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    const digest = await digestAt(registry, 'acme/api', '1');
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(step.outputs.get('digest')).toBe(digest);
    expect(JSON.parse(step.outputs.get('digests') ?? '')).toEqual(
      Object.fromEntries(references.map(reference => [reference, digest])),
    );
    expect(await digestAt(second, 'acme/api', '1')).toBe(digest);
    expect(await daemon.docker('image', 'ls', '--all', '--no-trunc')).toBe(before);
  });

  test('without a source it is the image under the first reference', async () => {
    const reference = `${registry.host}/acme/built:7`;
    await daemon.docker('tag', 'berth/tiny:1', reference);
    const step = await startJob().main(
      { ...login(registry), images: reference },
      { environment: daemon.environment },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('digest')).toBe(await digestAt(registry, 'acme/built', '7'));
    expect(await daemon.docker('image', 'ls', '--quiet', reference)).not.toBe('');
  });

  test('a name that belonged to another image belongs to it again', async () => {
    const reference = `${registry.host}/acme/moved:1`;
    const context = temporaryFolder('context');
    writeFileSync(path.join(context, 'Dockerfile'), 'FROM berth/tiny:1\nLABEL other=yes\n');
    await run('docker', ['build', '--tag', reference, context], {
      env: { ...process.env, ...daemon.environment, DOCKER_BUILDKIT: '0' },
    });
    const id = () => daemon.docker('image', 'inspect', '--format', '{{.Id}}', reference);
    const before = await id();
    const step = await startJob().main(
      { ...login(registry), images: reference, source: 'docker:berth/tiny:1' },
      { environment: daemon.environment },
    );
    expect(step.exitCode).toBe(0);
    expect(await id()).toBe(before);
  });

  test('an image that Docker does not hold stops the step before the login', async () => {
    const job = startJob();
    const step = await job.main(
      { ...login(registry), images: `${registry.host}/acme/api:1`, source: 'docker:acme/nothing' },
      { environment: daemon.environment },
    );
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'Docker holds no image "acme/nothing" on this machine. Build or load it in a step before, or name another in "source".',
    ]);
    expect(step.state.size).toBe(0);
  });

  test('by image ID, and by a digest that Docker knows from a push before', async () => {
    const id = (
      await daemon.docker('image', 'inspect', '--format', '{{.Id}}', 'berth/tiny:1')
    ).trim();
    const first = await startJob().main(
      { ...login(registry), images: `${registry.host}/acme/by-id:1`, source: `docker:${id}` },
      { environment: daemon.environment },
    );
    expect(first).toMatchObject({ exitCode: 0, annotations: [] });
    const digest = first.outputs.get('digest') ?? '';
    await daemon.docker('tag', id, `${registry.host}/acme/known:1`);
    await startJob().main(
      { ...login(registry), images: `${registry.host}/acme/known:1` },
      { environment: daemon.environment },
    );
    const again = await startJob().main(
      {
        ...login(second),
        images: `${second.host}/acme/by-digest:1`,
        source: `docker:${registry.host}/acme/known@${digest}`,
      },
      { environment: daemon.environment },
    );
    expect(again).toMatchObject({ exitCode: 0, annotations: [] });
    expect(again.outputs.get('digest')).toBe(digest);
  });

  test('with a Docker config of this job alone, which docker reads', async () => {
    const job = startJob();
    const step = await job.main(
      {
        ...login(registry),
        config: 'isolated',
        images: `${registry.host}/acme/isolated:1`,
        source: 'docker:berth/tiny:1',
      },
      { environment: daemon.environment },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('digest')).toBe(await digestAt(registry, 'acme/isolated', '1'));
    expect(existsSync(job.configFile)).toBe(false);
  });

  test('not to a digest, which Docker cannot promise', async () => {
    const reference = `${registry.host}/acme/api@sha256:${'0'.repeat(64)}`;
    const step = await startJob().main(
      { ...login(registry), images: reference, source: 'docker:berth/tiny:1' },
      { environment: daemon.environment },
    );
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      `Cannot push "${reference}": docker compresses the image anew, so that its digest is known only after the push. Use a tag, or save the image as oci-archive: and push that.`,
    ]);
    expect(step.state.size).toBe(0);
  });

  test('a dry run finds the image, and pushes nothing', async () => {
    const step = await startJob().main(
      {
        ...login(registry),
        images: `${registry.host}/acme/planned:1`,
        source: 'docker:berth/tiny:1',
        'dry-run': 'true',
      },
      { environment: daemon.environment },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain(
      `Would push docker:berth/tiny:1 to ${registry.host}/acme/planned:1.`,
    );
    expect(await digestAt(registry, 'acme/planned', '1')).toBeNull();
  });

  test('a refused push says what Docker said, in one line', async () => {
    const step = await startJob().main(
      { images: `${registry.host}/acme/api:1`, source: 'docker:berth/tiny:1' },
      { environment: daemon.environment },
    );
    expect(step.exitCode).toBe(1);
    expect(step.annotations).toMatchObject([
      { level: 'warning' },
      {
        level: 'error',
        message: `docker push ${registry.host}/acme/api:1 failed: no basic auth credentials. Nobody is logged in there: give "username" and "password", or log in in a step before.`,
      },
    ]);
  });
});

test('what a program prints is no command to the runner', async () => {
  const environment = fakeDocker(
    'echo "::error title=Forged::by a registry"',
    'echo "::add-mask::registry"',
    'printf "denied: no\\n::warning::forged" >&2',
    'exit 1',
  );
  const step = await startJob().main(
    { images: 'localhost:1/acme/api:1', source: 'docker:acme/api' },
    { environment },
  );
  expect(step.annotations.map(({ message }) => message)).toEqual([
    'There is no login for localhost:1, neither in this step nor in the Docker config: the push goes there without one.',
    'docker push localhost:1/acme/api:1 failed: ::warning::forged',
  ]);
  expect(step.masks).toEqual([]);
  expect(step.log).toContain('::error title=Forged::by a registry');
});

test('docker: says that the daemon knows nothing of ca-certificate', async () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const step = await startJob().main(
    {
      images: 'localhost:1/acme/api:1',
      source: 'docker:acme/api',
      'ca-certificate': createCertificateAuthority().certificate,
    },
    { environment: fakeDocker(`echo "1: digest: ${digest} size: 5"`) },
  );
  expect(step).toMatchObject({ exitCode: 0 });
  expect(step.outputs.get('digest')).toBe(digest);
  expect(step.annotations.filter(({ level }) => level === 'notice')).toMatchObject([
    {
      message:
        'The Docker daemon pushes to localhost:1 by its own settings: put the authority into /etc/docker/certs.d/localhost:1/ca.crt, or the host into "insecure-registries" of daemon.json.',
    },
  ]);
});

test('docker: without docker says so', async () => {
  const step = await startJob().main(
    { ...LOCAL, images: 'localhost:1/acme/api:1', source: 'docker:acme/api' },
    { environment: { PATH: '/nonexistent' } },
  );
  expect(step.exitCode).toBe(1);
  expect(step.annotations.map(({ message }) => message)).toEqual([
    '"docker" is not installed on this machine, and the source names it. Install it, or push an archive or a folder: docker-archive:, oci-archive:, oci:.',
  ]);
});

const LOCAL = { registry: 'localhost:1', username: 'alice', password: 'hunter2' };

test('docker: without a running daemon says that', async () => {
  const step = await startJob().main(
    { ...LOCAL, images: 'localhost:1/acme/api:1', source: 'docker:acme/api' },
    { environment: { DOCKER_HOST: 'unix:///nonexistent/docker.sock' } },
  );
  expect(step.exitCode).toBe(1);
  expect(step.annotations.map(({ message }) => message)).toEqual([
    'docker cannot be used: its daemon does not answer. Start it, check DOCKER_HOST, or push an archive or a folder: docker-archive:, oci-archive:, oci:.',
  ]);
});

test.skipIf(process.getuid?.() !== 0)('docker: with a socket of somebody else’s', async () => {
  const folder = temporaryFolder('socket');
  const server = createServer().listen(path.join(folder, 'docker.sock'));
  await once(server, 'listening');
  // Root may do everything; a user namespace without that right is what other users see.
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  chmodSync(folder, 0o755);
  chmodSync(path.join(folder, 'docker.sock'), 0o600);
  const real = (await run('sh', ['-c', 'command -v docker'])).stdout.trim();
  writeFileSync(
    path.join(bin, 'docker'),
    `#!/bin/sh\nexec setpriv --reuid 65534 --clear-groups ${real} "$@"\n`,
    { mode: 0o755 },
  );
  const step = await startJob().main(
    { ...LOCAL, images: 'localhost:1/acme/api:1', source: 'docker:acme/api' },
    {
      environment: {
        DOCKER_HOST: `unix://${folder}/docker.sock`,
        DOCKER_CONFIG: folder,
        PATH: `${bin}:${process.env['PATH']}`,
      },
    },
  );
  server.close();
  expect(step.annotations.map(({ message }) => message)).toEqual([
    'docker cannot be used: this user may not open its socket (permission denied). Add the user to the group docker, or push an archive or a folder: docker-archive:, oci-archive:, oci:.',
  ]);
});

describe('podman:', () => {
  const ca = createCertificateAuthority();
  const folder = temporaryFolder('podman');
  let registry: DockerRegistry;
  let environment: Record<string, string>;

  beforeAll(async () => {
    registry = await startDockerRegistry({ auth: AUTH, tls: ca.issue() });
    const settings = path.join(folder, 'storage.conf');
    writeFileSync(
      settings,
      `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/graph"\nrunroot = "${folder}/run"\n`,
    );
    environment = { CONTAINERS_STORAGE_CONF: settings, XDG_RUNTIME_DIR: folder };
    await run('podman', ['load', '--input', archive], { env: { ...process.env, ...environment } });
  });
  afterAll(() => registry.stop());

  test.each([
    ['trusting a private authority', () => ({ 'ca-certificate': ca.certificate })],
    ['insecurely', () => ({ insecure: 'true' })],
  ])('pushes %s, with the login in a file', async (_, connection) => {
    const calls = path.join(folder, 'calls');
    const step = await startJob().main(
      {
        ...login(registry),
        ...connection(),
        images: `${registry.host}/acme/api:1\n${registry.host}/acme/api:2`,
        source: 'podman:berth/tiny:1',
      },
      { environment: { ...environment, PATH: recorded('podman', calls) } },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('digest')).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(readFileSync(calls, 'utf8')).toContain('push');
    expect(readFileSync(calls, 'utf8')).not.toMatch(/hunter2|aHVudGVyMg|--creds/);
    const post = await step.post();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  });

  test('with a login that Docker’s credential store holds, which podman does not ask', async () => {
    const job = startJob();
    mkdirSync(path.dirname(job.configFile), { recursive: true });
    writeFileSync(job.configFile, JSON.stringify({ credsStore: 'fake' }));
    const helper = fakeHelper(job.workspace);
    const inputs = { 'ca-certificate': ca.certificate, source: 'podman:berth/tiny:1' };
    const step = await job.main(
      { ...login(registry), ...inputs, images: `${registry.host}/acme/store:1` },
      { environment: { ...environment, ...helper.environment } },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(helper.kept(registry.host)).toEqual({ Username: 'alice', Secret: 'hunter2' });
    expect(readdirSync(job.temp).filter(name => name.startsWith('berth-podman'))).toEqual([]);
    expect(await step.post()).toMatchObject({ exitCode: 0, annotations: [] });
  });

  test('with a login that only podman’s own file holds, beside a Docker config', async () => {
    const runtime = temporaryFolder('runtime');
    const job = startJob();
    mkdirSync(path.dirname(job.configFile), { recursive: true });
    writeFileSync(job.configFile, '{}');
    mkdirSync(path.join(runtime, 'containers'));
    const auth = Buffer.from('alice:hunter2').toString('base64');
    const auths = { [`${registry.host}/acme`]: { auth } };
    writeFileSync(path.join(runtime, 'containers/auth.json'), JSON.stringify({ auths }));
    const step = await job.main(
      {
        'ca-certificate': ca.certificate,
        images: `${registry.host}/acme/own:1`,
        source: 'podman:berth/tiny:1',
      },
      { environment: { ...environment, XDG_RUNTIME_DIR: runtime } },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('digest')).toBe(await digestOverTls('acme/own', '1'));
  });

  test('by image ID, and by digest', async () => {
    const podman = async (...args: string[]) =>
      (await run('podman', args, { env: { ...process.env, ...environment } })).stdout.trim();
    const id = await podman('image', 'inspect', '--format', '{{.Id}}', 'berth/tiny:1');
    const digest = await podman('image', 'inspect', '--format', '{{.Digest}}', 'berth/tiny:1');
    for (const source of [`podman:${id}`, `podman:sha256:${id}`, `podman:berth/tiny@${digest}`]) {
      const step = await startJob().main(
        { ...login(registry), insecure: 'true', images: `${registry.host}/acme/by:1`, source },
        { environment },
      );
      expect(step).toMatchObject({ exitCode: 0, annotations: [] });
      expect(step.outputs.get('digest')).toBe(await digestOverTls('acme/by', '1'));
    }
  });

  test('a manifest list with all its images', async () => {
    const env = { ...process.env, ...environment };
    const many = path.join(folder, 'many');
    writeOciLayout(many, { latest: testImages.threePlatforms });
    await run('podman', ['manifest', 'create', 'acme/list:1'], { env });
    await run('podman', ['manifest', 'add', '--all', 'acme/list:1', `oci:${many}:latest`], { env });
    const step = await startJob().main(
      {
        ...login(registry),
        config: 'isolated',
        'ca-certificate': ca.certificate,
        images: `${registry.host}/acme/list:1`,
        source: 'podman:acme/list:1',
      },
      { environment },
    );
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('digest')).toBe(await digestOverTls('acme/list', '1'));
    const { stdout } = await run('skopeo', [
      ...['inspect', '--raw', '--tls-verify=false', '--creds', 'alice:hunter2'],
      `docker://${registry.host}/acme/list:1`,
    ]);
    const { manifests } = JSON.parse(stdout) as { manifests: unknown[] };
    expect(manifests).toHaveLength(3);
  });

  async function digestOverTls(repository: string, tag: string): Promise<string> {
    const { stdout } = await run('skopeo', [
      ...['inspect', '--raw', '--tls-verify=false', '--creds', 'alice:hunter2'],
      `docker://${registry.host}/${repository}:${tag}`,
    ]);
    return `sha256:${createHash('sha256').update(stdout).digest('hex')}`;
  }

  test('an image that podman does not hold stops the step before the login', async () => {
    const step = await startJob().main(
      { ...login(registry), images: `${registry.host}/acme/api:1`, source: 'podman:acme/nothing' },
      { environment },
    );
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'podman holds no image "acme/nothing" on this machine. Build or load it in a step before, or name another in "source".',
    ]);
    expect(step.state.size).toBe(0);
  });

  /** A PATH on which the program writes down its arguments before it runs. */
  function recorded(program: string, calls: string): string {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(
      path.join(bin, program),
      `#!/bin/sh\necho "$@" >> ${calls}\nPATH=$(echo "$PATH" | cut -d: -f2-)\nexec ${program} "$@"\n`,
    );
    chmodSync(path.join(bin, program), 0o755);
    return `${bin}:${process.env['PATH']}`;
  }
});
