import { execFile } from 'node:child_process';
import { readFileSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startJob } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { startScriptedServer } from '@berth/test/servers/scripted-server';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';

const AUTH = { kind: 'basic', users: { alice: 'hunter2' } } as const;
const run = promisify(execFile);
const images = temporaryFolder('images');
const layout = path.join(images, 'layout');
let registry: DockerRegistry;
let open: DockerRegistry;
let digest: string | undefined;

beforeAll(async () => {
  digest = writeOciLayout(layout, { one: testImages.tiny, many: testImages.threePlatforms })['one'];
  await run('skopeo', ['copy', `oci:${layout}:one`, `oci-archive:${images}/oci.tar:one`]);
  await run('skopeo', ['copy', `oci:${layout}:one`, `docker-archive:${images}/docker.tar:a/b:1`]);
  registry = await startDockerRegistry({ auth: AUTH });
  open = await startDockerRegistry();
});
afterAll(() => Promise.all([registry.stop(), open.stop()]));

const login = () => ({ registry: registry.host, username: 'alice', password: 'hunter2' });

describe('push', () => {
  test('one image to several registries, with the digest of each reference', async () => {
    const references = [
      `${registry.host}/acme/api:1`,
      `${open.host}/acme/api:1`,
      `${registry.host}/acme/other:2`,
    ];
    const step = await startJob().main({
      ...login(),
      images: references.join('\n'),
      source: `oci:${layout}:one`,
    });
    expect(step.exitCode).toBe(0);
    // The second takes anybody, which is said, not hidden.
    expect(step.annotations).toEqual([
      {
        level: 'warning',
        title: undefined,
        message: `There is no login for ${open.host}, neither in this step nor in the Docker config: the push goes there without one.`,
      },
    ]);
    expect(step.outputs.get('digest')).toBe(digest);
    expect(JSON.parse(step.outputs.get('digests') ?? '')).toEqual(
      Object.fromEntries(references.map(reference => [reference, digest])),
    );
    expect(new Set(JSON.parse(step.outputs.get('references') ?? '') as string[])).toEqual(
      new Set(references),
    );
    expect(step.summary).toContain(digest);
  });

  test.each(['oci-archive:oci.tar', 'docker-archive:docker.tar', 'oci:layout:many'])(
    'from %s',
    async source => {
      const [kind = '', file = '', ...tag] = source.split(':');
      const step = await startJob().main({
        ...login(),
        images: `${registry.host}/acme/from:1`,
        source: [kind, path.join(images, file), ...tag].join(':'),
      });
      expect(step).toMatchObject({ exitCode: 0, annotations: [] });
      const response = await fetch(`${registry.url}/v2/acme/from/manifests/1`, {
        headers: {
          accept:
            'application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.v2+json',
          authorization: `Basic ${btoa('alice:hunter2')}`,
        },
      });
      expect(response.headers.get('docker-content-digest')).toBe(step.outputs.get('digest'));
    },
  );

  test('what docker save writes since version 25: both formats in one archive', async () => {
    const both = path.join(images, 'both');
    await run('skopeo', ['copy', `oci:${layout}:one`, `oci:${both}:1`]);
    const read = (file: string) =>
      JSON.parse(readFileSync(path.join(both, file), 'utf8')) as unknown;
    const blob = (name: string) => `blobs/${name.replace(':', '/')}`;
    const { manifests } = read('index.json') as { manifests: { digest: string }[] };
    const manifest = read(blob(manifests[0]?.digest ?? '')) as {
      config: { digest: string };
      layers: { digest: string }[];
    };
    const entry = {
      Config: blob(manifest.config.digest),
      RepoTags: ['acme/both:1'],
      Layers: manifest.layers.map(layer => blob(layer.digest)),
    };
    writeFileSync(path.join(both, 'manifest.json'), JSON.stringify([entry]));
    await run('tar', ['--create', '--file', `${both}.tar`, '--directory', both, '.']);
    const digests: (string | undefined)[] = [];
    for (const source of [`docker-archive:${both}.tar:acme/both:1`, `oci-archive:${both}.tar`]) {
      const step = await startJob().main({
        ...login(),
        images: `${registry.host}/acme/both:1`,
        source,
      });
      expect(step).toMatchObject({ exitCode: 0, annotations: [] });
      digests.push(step.outputs.get('digest'));
    }
    // As an OCI archive its own manifest is pushed, as a docker archive one of Docker's kind.
    expect(digests[1]).toBe(digest);
    expect(digests[0]).not.toBe(digest);
  });

  test('under the name in lower case, with its tag as it is', async () => {
    const image = `${registry.host}/Acme/API:Release-1`;
    const step = await startJob().main({ ...login(), images: image, source: `oci:${layout}:one` });

    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain(
      `"${image}" is written "${registry.host}/acme/api:Release-1": the name of a repository has no upper case.`,
    );
    expect(step.outputs.get('references')).toBe(`["${registry.host}/acme/api:Release-1"]`);
  });

  test.each([
    ['Acme/api:1', 'acme/api:1', 'docker.io/acme/api:1'],
    ['Acme/API:Rc-1', 'acme/api:Rc-1', 'docker.io/acme/api:Rc-1'],
    ['acme/Api', 'acme/api', 'docker.io/acme/api:latest'],
    ['Busybox:V1', 'busybox:V1', 'docker.io/library/busybox:V1'],
    ['LOCALHOST:5000/Acme/api:1', 'LOCALHOST:5000/acme/api:1', 'LOCALHOST:5000/acme/api:1'],
  ])('of Docker Hub in lower case, and to no host of that name: %s', async (image, meant, full) => {
    const inputs = { images: image, source: `oci:${layout}:one`, 'dry-run': 'true' };
    const step = await startJob().main(inputs);
    expect(step.exitCode).toBe(0);
    expect(step.log).toContain(
      `"${image}" is written "${meant}": the name of a repository has no upper case.`,
    );
    expect(step.log).toContain(` to ${full}`);
  });

  test('by a digest that is the image’s, with a tag and without', async () => {
    const references = [
      `${registry.host}/acme/pinned@${digest}`,
      `${registry.host}/acme/pinned:1@${digest}`,
    ];
    const step = await startJob().main({
      ...login(),
      images: references.join('\n'),
      source: `oci:${layout}:one`,
    });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(JSON.parse(step.outputs.get('digests') ?? '')).toEqual(
      Object.fromEntries(references.map(reference => [reference, digest])),
    );
    const response = await fetch(`${registry.url}/v2/acme/pinned/tags/list`, {
      headers: { authorization: `Basic ${btoa('alice:hunter2')}` },
    });
    expect(await response.json()).toEqual({ name: 'acme/pinned', tags: ['1'] });
  });

  test.each([
    ['oci:layout:one', 'the image has the digest sha256:'],
    [
      'docker-archive:docker.tar',
      'the digest of a docker archive is not known before it is pushed',
    ],
  ])('not by another digest, and before the login: %s', async (source, reason) => {
    const [kind = '', file = '', ...tag] = source.split(':');
    const step = await startJob().main({
      ...login(),
      images: `${registry.host}/acme/pinned@sha256:${'0'.repeat(64)}`,
      source: [kind, path.join(images, file), ...tag].join(':'),
    });
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        `Cannot push "${registry.host}/acme/pinned@sha256:${'0'.repeat(64)}": ${reason}`,
      ),
    ]);
    expect(step.state.size).toBe(0);
  });

  test('a dry run says what would go where, and sends nothing', async () => {
    await registry.forget();
    const job = startJob();
    const step = await job.main({
      ...login(),
      config: 'isolated',
      images: `${registry.host}/acme/planned:1\n${open.host}/acme/planned:2`,
      source: `oci:${layout}:one`,
      'dry-run': 'true',
    });
    // As the push itself would be.
    const noLogin = `There is no login for ${open.host}, neither in this step nor in the Docker config: the push goes there without one.`;
    expect(step).toMatchObject({ exitCode: 0, summary: '' });
    expect(step.annotations).toEqual([{ level: 'warning', title: undefined, message: noLogin }]);
    expect(step.log.trim().split('\n')).toEqual([
      'Dry run: the inputs are valid; nothing is sent or written.',
      `Would log in to ${registry.host} as "alice" (Password or token).`,
      `Would copy the Docker config "${job.configFile}" for this job alone, and write the copy.`,
      `Would push oci:${layout}:one to ${registry.host}/acme/planned:1, ${digest}.`,
      `Would push oci:${layout}:one to ${open.host}/acme/planned:2, ${digest}.`,
      `::warning::${noLogin}`,
      'Nothing was sent, and nothing was written.',
    ]);
    expect(Object.fromEntries(step.outputs)).toEqual({
      'logged-in': 'false',
      registries: '[]',
      references: '[]',
      digests: '{}',
      'pull-secret-namespaces': '[]',
    });
    expect(await registry.requests()).toEqual([]);
  });

  test('a dry run misses an image that is not there', async () => {
    const step = await startJob().main({
      ...login(),
      images: `${registry.host}/acme/planned:1`,
      source: `oci:${layout}:three`,
      'dry-run': 'true',
    });
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('no image inside is called "three". Use one of these: one, many'),
    ]);
  });

  test('with the login of a step before', async () => {
    const job = startJob();
    const first = await job.main(login());
    const second = await job.main({
      images: `${registry.host}/acme/later:1`,
      source: `oci:${layout}:one`,
    });
    expect(second).toMatchObject({ exitCode: 0, annotations: [] });
    expect(second.outputs.get('logged-in')).toBe('false');
    expect(second.outputs.get('digest')).toBe(digest);
    expect(await second.post()).toMatchObject({ exitCode: 0, stdout: '' });
    expect(await first.post()).toMatchObject({ exitCode: 0, annotations: [] });
  });

  test('a registry without logins needs none, and no pull secret is made', async () => {
    const job = startJob();
    const step = await job.main({
      images: `${open.host}/acme/public:1`,
      source: `oci:${layout}:one`,
    });
    expect(step.exitCode).toBe(0);
    expect(step.outputs.get('digest')).toBe(digest);
    expect(step.outputs.has('pull-secret-file')).toBe(false);
  });

  test('what was pushed before a repository refuses is told', async () => {
    const host = registry.host;
    const refusing = await startScriptedServer({
      [`PUT /v2/acme/second/manifests/1`]: [
        { status: 403, body: '{"errors":[{"code":"DENIED"}]}' },
      ],
      '*': ({ line }) => {
        if (line.startsWith('HEAD')) return { status: line.includes('/blobs/') ? 200 : 404 };
        return line.startsWith('PUT') ? { status: 201 } : { status: 200, body: '{}' };
      },
    });
    const step = await startJob().main({
      images: `${refusing.host}/acme/first:1\n${refusing.host}/acme/second:1\n${host}/acme/third:1`,
      source: `oci:${layout}:one`,
      'if-missing-credentials': 'skip',
    });
    await refusing.stop();
    expect(step.exitCode).toBe(1);
    expect(step.outputs.get('references')).toBe(`["${refusing.host}/acme/first:1"]`);
    expect(step.outputs.get('digest')).toBe(digest);
    expect(step.log).toContain(`Pushed ${refusing.host}/acme/first:1, ${digest}`);
    expect(step.summary).toContain('acme/first:1');
    expect(step.log).not.toContain('Pushed ' + refusing.host + '/acme/second');
  });

  test('a refused push fails the step, and the login is undone', async () => {
    const job = startJob();
    const step = await job.main({
      registry: open.host,
      username: 'alice',
      password: 'hunter2',
      images: `${registry.host}/acme/denied:1`,
      source: `oci:${layout}:one`,
    });
    expect(step.exitCode).toBe(1);
    expect(step.annotations.at(-1)?.level).toBe('error');
    // What was done before it failed is told all the same.
    expect(Object.fromEntries(step.outputs)).toMatchObject({
      'logged-in': 'true',
      registries: JSON.stringify([open.host]),
      references: '[]',
      digests: '{}',
      'pull-secret-namespaces': '[]',
    });
    expect(step.summary).toContain(open.host);
    expect((await step.post()).exitCode).toBe(0);
  });
});

describe('pull secret', () => {
  test.each(['yaml', 'json'])('is what kubectl writes, as %s', async format => {
    const job = startJob();
    const step = await job.main({
      ...login(),
      email: 'alice@example.com',
      'pull-secret-name': 'regcred',
      'pull-secret-file': 'pull',
      'pull-secret-format': format,
    });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    const { stdout } = await run('kubectl', [
      ...['create', 'secret', 'docker-registry', 'regcred', '--dry-run=client', '--output', format],
      ...[`--docker-server=${registry.host}`, '--docker-username=alice'],
      ...['--docker-password=hunter2', '--docker-email=alice@example.com'],
    ]);
    expect(readFileSync(path.join(job.workspace, 'pull'), 'utf8')).toBe(stdout);
  });

  test('holds all logins of the step, and is written over an older one', async () => {
    const job = startJob();
    const file = path.join(job.workspace, 'pull.json');
    writeFileSync(file, 'older');
    chmodSync(file, 0o644);
    const second = await startDockerRegistry({ auth: AUTH });
    const step = await job.main({
      ...login(),
      registry: `${registry.host}\n${second.host}`,
      'pull-secret-file': file,
      'pull-secret-format': 'json',
    });
    await second.stop();
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secret = JSON.parse(readFileSync(file, 'utf8')) as {
      metadata: { name: string };
      data: Record<string, string>;
    };
    expect(secret.metadata.name).toBe('docker-credentials');
    const config = JSON.parse(atob(secret.data['.dockerconfigjson'] ?? '')) as { auths: object };
    expect(Object.keys(config.auths)).toEqual([registry.host, second.host]);
  });

  test('lacks the login that is left out, which is said', async () => {
    const step = await startJob().main({
      ...login(),
      'registry-auth': '[{ registry: ghcr.io, username: bot, password: "" }]',
      'if-missing-credentials': 'skip',
      'pull-secret-file': 'pull.yaml',
    });
    expect(step.exitCode).toBe(0);
    expect(step.annotations.map(({ level, message }) => [level, message])).toEqual([
      [
        'warning',
        'The pull secret "docker-credentials" in pull.yaml is without the login to ghcr.io: where it is applied, that is taken away.',
      ],
    ]);
  });

  test('an older one stays where the login fails', async () => {
    const job = startJob();
    const file = path.join(job.workspace, 'pull.yaml');
    writeFileSync(file, 'older');
    const step = await job.main({
      ...login(),
      password: 'wrong-password',
      'pull-secret-file': file,
    });
    expect(step.exitCode).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('older');
  });
});
