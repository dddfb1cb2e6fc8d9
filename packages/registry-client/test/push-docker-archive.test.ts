import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseImageReference } from '@berth/core';
import { TAR_END, tarEntry } from '@berth/test/images/tar-entry';
import { writeOciLayout } from '@berth/test/images/test-image';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pushImage } from '../src/push/push-image.ts';
import { Registry } from '../src/registry.ts';
import { openImageSource } from '../src/source/image-source.ts';

const folder = temporaryFolder('push-archive');
const bySkopeo = path.join(folder, 'skopeo.tar');
let registry: DockerRegistry;
let client: Registry;
let made = 0;
const repository = () => `acme/api-${made++}`;

const layers = [
  { seed: 'text', size: 700_000, content: 'text' as const },
  { seed: 'noise', size: 600_000 },
  { seed: 'small', size: 10 },
];

beforeAll(async () => {
  const layout = path.join(folder, 'layout');
  writeOciLayout(layout, { x: { layers } });
  execFileSync('skopeo', ['copy', '-q', `oci:${layout}`, `docker-archive:${bySkopeo}:acme/api:1`]);
  registry = await startDockerRegistry();
  client = new Registry({ server: registry.url, insecure: true });
});
afterAll(async () => {
  client.close();
  await registry.stop();
});
beforeEach(() => registry.forget());

async function push(file: string, ...references: string[]) {
  const source = await openImageSource(`docker-archive:${file}`);
  try {
    return await pushImage({
      source,
      references: references.map(name => parseImageReference(`${registry.host}/${name}`)),
      registry: client,
    });
  } finally {
    await source.close();
  }
}

interface Manifest {
  readonly mediaType: string;
  readonly config: { readonly digest: string };
  readonly layers: readonly {
    readonly mediaType: string;
    readonly digest: string;
    readonly size: number;
  }[];
}

/** Reads an image back: skopeo checks the digests of all blobs while it copies them. */
function readBack(name: string): {
  readonly manifest: Manifest;
  readonly diffIds: readonly string[];
  readonly plain: readonly string[];
} {
  const copy = path.join(folder, `copy-${made++}`);
  const source = `docker://${registry.host}/${name}`;
  execFileSync('skopeo', ['copy', '-q', '--src-tls-verify=false', source, `dir:${copy}`]);
  const manifest = JSON.parse(readFileSync(path.join(copy, 'manifest.json'), 'utf8')) as Manifest;
  const file = (digest: string) => path.join(copy, digest.slice('sha256:'.length));
  const config = JSON.parse(readFileSync(file(manifest.config.digest), 'utf8')) as {
    rootfs: { diff_ids: string[] };
  };
  const plain = manifest.layers.map(({ digest }) => {
    const content = execFileSync('gzip', ['-dc', file(digest)], {
      maxBuffer: 1e8,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return `sha256:${sha256(content)}`;
  });
  return { manifest, diffIds: config.rootfs.diff_ids, plain };
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** An archive written by hand, as old tools and odd ones write it. */
function archive(options: {
  layers: readonly { name: string; content: Buffer }[];
  diffIds: readonly string[];
}): string {
  const file = path.join(folder, `archive-${made++}.tar`);
  const config = JSON.stringify({ rootfs: { type: 'layers', diff_ids: options.diffIds } });
  const entries = [
    tarEntry({ name: 'config.json', content: config }),
    ...new Map(options.layers.map(layer => [layer.name, tarEntry(layer)])).values(),
    tarEntry({
      name: 'manifest.json',
      content: JSON.stringify([
        { Config: 'config.json', RepoTags: null, Layers: options.layers.map(({ name }) => name) },
      ]),
    }),
  ];
  writeFileSync(file, Buffer.concat([...entries, TAR_END]));
  return file;
}

const layer = Buffer.concat([
  tarEntry({ name: 'hello', content: 'hello '.repeat(50_000) }),
  TAR_END,
]);
const diffId = `sha256:${sha256(layer)}`;

describe('an archive of skopeo', () => {
  test('arrives compressed, as an image of Docker’s format', async () => {
    const name = repository();
    const result = await push(bySkopeo, `${name}:1`, `${name}:2`);
    const { manifest, diffIds, plain } = readBack(`${name}:2`);

    expect(manifest.mediaType).toBe('application/vnd.docker.distribution.manifest.v2+json');
    expect(new Set(manifest.layers.map(({ mediaType }) => mediaType))).toEqual(
      new Set(['application/vnd.docker.image.rootfs.diff.tar.gzip']),
    );
    expect(plain).toEqual(diffIds);
    expect(manifest.layers[0]?.size).toBeLessThan(400_000);
    expect(result.blobs).toMatchObject({ uploaded: 4, existing: 0 });
    expect(result.references.map(({ digest }) => digest)).toEqual([result.digest, result.digest]);
  });

  test('is asked for once where it is there, however many layers it has', async () => {
    const name = repository();
    const first = await push(bySkopeo, `${name}:1`);
    await registry.forget();
    const again = await push(bySkopeo, `${name}:1`);

    expect(await registry.requests()).toEqual([`GET /v2/${name}/manifests/1 200`]);
    expect(again.digest).toBe(first.digest);
  });

  test('gets a new tag without being compressed again, also where another tool has pushed it', async () => {
    const name = repository();
    const options = ['-q', '--dest-tls-verify=false'];
    execFileSync('skopeo', [
      'copy',
      ...options,
      `docker-archive:${bySkopeo}`,
      `docker://${registry.host}/${name}:1`,
    ]);
    await registry.forget();
    const result = await push(bySkopeo, `${name}:1`, `${name}:2`);
    const requests = await registry.requests();
    expect([...requests].sort()).toEqual([
      `GET /v2/${name}/manifests/1 200`,
      `GET /v2/${name}/manifests/2 404`,
      `PUT /v2/${name}/manifests/2 201`,
    ]);
    expect(result.references.map(({ digest }) => digest)).toEqual([result.digest, result.digest]);
  });

  test('has the same digest in every repository, whose blobs come from the first', async () => {
    const [first, second] = [repository(), repository()];
    const result = await push(bySkopeo, `${first}:1`, `${second}:1`);
    expect(result.blobs).toMatchObject({ uploaded: 4, mounted: 4 });
    expect(result.references.map(({ digest }) => digest)).toEqual([result.digest, result.digest]);
    expect(readBack(`${second}:1`).manifest.layers).toHaveLength(3);
  });

  test('is refused by digest, which nobody knows before', async () => {
    const wanted = `acme/api@sha256:${'0'.repeat(64)}`;
    await expect(push(bySkopeo, wanted)).rejects.toThrow(
      `Cannot push "${registry.host}/${wanted}": the digest of a docker archive is not known before it is pushed. Use a tag, or an OCI layout.`,
    );
  });
});

test.each(['docker-archive', 'oci-archive'] as const)('an %s of podman arrives', async format => {
  const [store, name] = [path.join(folder, `podman-${made++}`), repository()];
  // Podman wants a path of at most 50 characters here.
  const state = mkdtempSync('/tmp/podman-');
  const options = ['--root', store, '--runroot', state, '--storage-driver', 'vfs'];
  const podman = (...args: string[]) => execFileSync('podman', [...options, ...args]);
  podman('load', '-q', '-i', bySkopeo);
  podman('save', '-q', '--format', format, '-o', `${store}.tar`, 'acme/api:1');
  rmSync(state, { recursive: true });

  const source = await openImageSource(`${format}:${store}.tar`);
  const references = [parseImageReference(`${registry.host}/${name}:1`)];
  await pushImage({ source, references, registry: client });
  await source.close();
  const { plain, diffIds } = readBack(`${name}:1`);
  expect(plain).toEqual(diffIds);
  expect(plain).toHaveLength(3);
});

describe('a layer', () => {
  test('that comes twice is compressed once', async () => {
    const name = repository();
    const twice = [
      { name: 'a.tar', content: layer },
      { name: 'a.tar', content: layer },
    ];
    const result = await push(archive({ layers: twice, diffIds: [diffId, diffId] }), `${name}:1`);
    expect(result.blobs).toMatchObject({ uploaded: 2 });
    expect(readBack(`${name}:1`).plain).toEqual([diffId, diffId]);
  });

  test.each([
    ['as jib and go-containerregistry name it', (packed: Buffer) => `${sha256(packed)}.tar.gz`],
    ['as Docker’s containerd store names it', (packed: Buffer) => `blobs/sha256/${sha256(packed)}`],
  ])('that is compressed already stays as it is, %s', async (_, nameOf) => {
    const name = repository();
    const packed = gzipSync(layer, { level: 9 });
    const file = archive({
      layers: [{ name: nameOf(packed), content: packed }],
      diffIds: [diffId],
    });
    await push(file, `${name}:1`);
    const { manifest, plain } = readBack(`${name}:1`);
    expect(manifest.layers[0]?.digest).toBe(`sha256:${sha256(packed)}`);
    expect(plain).toEqual([diffId]);
  });

  test('that is plain under its digest is compressed, as Docker 25 and later save it', async () => {
    const name = repository();
    const stored = `blobs/${diffId.replace(':', '/')}`;
    const file = archive({ layers: [{ name: stored, content: layer }], diffIds: [diffId] });
    await push(file, `${name}:1`);
    const { manifest, plain } = readBack(`${name}:1`);
    expect(plain).toEqual([diffId]);
    expect(manifest.layers[0]?.size).toBeLessThan(layer.length / 10);
  });

  const other = `sha256:${'0'.repeat(64)}`;
  test.each([
    [
      'of another diff_id',
      'a.tar',
      layer,
      `${other} holds ${layer.length} bytes with the digest ${diffId}.`,
    ],
    [
      'of another diff_id, compressed',
      'a.tar.gz',
      gzipSync(layer),
      `a.tar.gz holds a layer with the diff_id ${diffId} where its config says ${other}.`,
    ],
    [
      'that is half a gzip',
      'a.tar.gz',
      gzipSync(layer).subarray(0, 300),
      'a.tar.gz is no whole gzip file.',
    ],
    [
      'whose path lies',
      `blobs/sha256/${'1'.repeat(64)}`,
      gzipSync(layer),
      `sha256:${'1'.repeat(64)} holds`,
    ],
    [
      'in zstd',
      'a.tar',
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0, 0]),
      "a.tar is compressed with zstd, which Docker's image format has no type for. Where",
    ],
  ])('%s is refused, and no image is left', async (_, name, content, message) => {
    const to = repository();
    const file = archive({ layers: [{ name, content }], diffIds: [other] });
    await expect(push(file, `${to}:1`)).rejects.toThrow(message);
    const put = (await registry.requests()).filter(
      line => line.startsWith('PUT') && line.includes('manifests'),
    );
    expect(put).toEqual([]);
  });
});

test('nothing is written beside a plain archive', async () => {
  const before = readdirSync(folder).length;
  await push(bySkopeo, `${repository()}:1`);
  expect(readdirSync(folder)).toHaveLength(before);
});
