import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseImageReference, Secret } from '@berth/core';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { startTokenServer } from '@berth/test/servers/token-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pushImage, type PushOptions } from '../src/push/push-image.ts';
import { Registry } from '../src/registry.ts';
import { openImageSource } from '../src/source/image-source.ts';

const folder = temporaryFolder('push');
const layout = path.join(folder, 'layout');
const archive = path.join(folder, 'image.oci.tar');
const ten = {
  layers: Array.from({ length: 10 }, (_, at) => ({ seed: `ten-${at}`, size: 300_000 })),
};
const digests = writeOciLayout(layout, { ten, all: testImages.threePlatforms });
const digestOfTen = digests['ten'] ?? '';
let registry: DockerRegistry;
let client: Registry;
let made = 0;
const repository = () => `acme/api-${made++}`;

beforeAll(async () => {
  registry = await startDockerRegistry({ relativeUrls: true });
  client = new Registry({ server: registry.url, insecure: true });
  execFileSync('skopeo', ['copy', '-q', `oci:${layout}:ten`, `oci-archive:${archive}:ten`]);
});
afterAll(async () => {
  client.close();
  await registry.stop();
});
beforeEach(() => registry.forget());

async function push(
  source: string,
  references: readonly string[],
  options: Partial<PushOptions> = {},
) {
  const opened = await openImageSource(source);
  try {
    return await pushImage({
      source: opened,
      references: references.map(name => parseImageReference(`${registry.host}/${name}`)),
      registry: client,
      ...options,
    });
  } finally {
    await opened.close();
  }
}

/** What the registry was asked, without what is different every time. */
async function asked(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of await registry.requests()) {
    const kind = line
      .replace(/\/v2\/acme\/api-\d+\//, '')
      .replace(/(uploads\/|sha256:).*(?= )/, '$1…');
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

const skopeo = (...args: string[]) => execFileSync('skopeo', args).toString();
const remote = (name: string) => `docker://${registry.host}/${name}`;

describe.each([`oci:${layout}:ten`, `oci-archive:${archive}`])('%s', source => {
  test('arrives whole, under every tag', async () => {
    const name = repository();
    const result = await push(source, [`${name}:1`, `${name}:latest`]);

    expect(result).toEqual({
      digest: digestOfTen,
      references: [
        { reference: parseImageReference(`${registry.host}/${name}:1`), digest: digestOfTen },
        { reference: parseImageReference(`${registry.host}/${name}:latest`), digest: digestOfTen },
      ],
      blobs: { uploaded: 11, mounted: 0, existing: 0, bytes: expect.any(Number) as number },
    });
    const copy = path.join(folder, `copy-${made++}`);
    skopeo('copy', '-q', '--src-tls-verify=false', remote(`${name}:latest`), `dir:${copy}`);
    const manifest = readFileSync(path.join(copy, 'manifest.json'));
    expect(manifest).toEqual(
      readFileSync(path.join(layout, 'blobs', digestOfTen.replace(':', '/'))),
    );
  });

  test('is asked for once where it is there, however many layers it has', async () => {
    const name = repository();
    await push(source, [`${name}:1`]);
    await registry.forget();
    const again = await push(source, [`${name}:1`]);

    expect(await registry.requests()).toEqual([`HEAD /v2/${name}/manifests/1 200`]);
    expect(again.digest).toBe(digestOfTen);
    expect(again.blobs).toEqual({ uploaded: 0, mounted: 0, existing: 0, bytes: 0 });
  });
});

test('a new tag of what is there takes three requests', async () => {
  const name = repository();
  await push(`oci:${layout}:ten`, [`${name}:1`]);
  await registry.forget();
  await push(`oci:${layout}:ten`, [`${name}:2`]);
  expect(await registry.requests()).toEqual([
    `HEAD /v2/${name}/manifests/2 404`,
    `HEAD /v2/${name}/manifests/${digestOfTen} 200`,
    `PUT /v2/${name}/manifests/2 201`,
  ]);
});

test('a repository that is new to the image is not asked for every layer', async () => {
  const name = repository();
  const many = path.join(folder, 'many');
  writeOciLayout(many, { x: testImages.hundredLayers });
  await push(`oci:${many}`, [`${name}:1`]);
  const counts = await asked();
  expect(counts).toMatchObject({ 'POST blobs/uploads/… 202': 101, 'PUT blobs/uploads/… 201': 101 });
  expect(counts['HEAD blobs/sha256:… 404']).toBeLessThan(20);
});

test('layers that are there are not sent again', async () => {
  const name = repository();
  const more = path.join(folder, 'more');
  writeOciLayout(more, { x: { layers: [...ten.layers, { seed: 'new', size: 1000 }] } });
  await push(`oci:${layout}:ten`, [`${name}:1`]);
  const result = await push(`oci:${more}`, [`${name}:2`]);
  // The new layer, and the config that names it.
  expect(result.blobs).toMatchObject({ uploaded: 2, existing: 10 });
});

test('a second repository takes its blobs from the first', async () => {
  const [first, second] = [repository(), repository()];
  const result = await push(`oci:${layout}:ten`, [`${first}:1`, `${second}:1`]);
  expect(result.blobs).toMatchObject({ uploaded: 11, mounted: 11, existing: 0 });
  expect(result.references.map(({ digest }) => digest)).toEqual([digestOfTen, digestOfTen]);
  const requests = await registry.requests();
  const toSecond = requests.filter(line => line.includes(`/${second}/`));
  expect(toSecond.filter(line => line.startsWith('POST') && line.endsWith(' 201'))).toHaveLength(
    11,
  );
  expect(toSecond.filter(line => line.startsWith('PUT'))).toEqual([
    `PUT /v2/${second}/manifests/1 201`,
  ]);
});

test('an index brings all its children, and what they share once', async () => {
  const name = repository();
  const result = await push(`oci:${layout}:all`, [`${name}:1`]);
  expect(result.digest).toBe(digests['all']);
  expect(result.blobs).toMatchObject({ uploaded: 7, existing: 0 });
  expect(await asked()).toMatchObject({
    'PUT manifests/sha256:… 201': 3,
    'PUT manifests/1 201': 1,
  });

  const copy = path.join(folder, 'all-copy');
  skopeo('copy', '-q', '--all', '--src-tls-verify=false', remote(`${name}:1`), `oci:${copy}:x`);
  const index = JSON.parse(readFileSync(path.join(copy, 'index.json'), 'utf8')) as {
    manifests: { digest: string }[];
  };
  expect(index.manifests[0]?.digest).toBe(digests['all']);
});

test('tells what it does as it goes', async () => {
  const name = repository();
  const events: string[] = [];
  const onProgress: PushOptions['onProgress'] = ({ event, size }) =>
    void events.push(`${event} ${size}`);
  const single = path.join(folder, 'single');
  writeOciLayout(single, { x: testImages.tiny });
  await push(`oci:${single}`, [`${name}:1`], { onProgress });
  expect(events.sort()).toEqual([
    'sending 163',
    'sending 2600',
    'started 163',
    'started 2600',
    'uploaded 163',
    'uploaded 2600',
  ]);
});

describe('a digest in the reference', () => {
  test('is pushed where it is the image’s', async () => {
    const name = repository();
    const result = await push(`oci:${layout}:ten`, [`${name}@${digestOfTen}`]);
    expect(result.digest).toBe(digestOfTen);
    expect(
      JSON.parse(
        skopeo('inspect', '--raw', '--tls-verify=false', remote(`${name}@${digestOfTen}`)),
      ),
    ).toMatchObject({ schemaVersion: 2 });
  });

  test('is refused where it is another’s, before anything is sent', async () => {
    const name = repository();
    const wrong = `sha256:${'0'.repeat(64)}`;
    await expect(push(`oci:${layout}:ten`, [`${name}@${wrong}`])).rejects.toThrow(
      `Cannot push "${registry.host}/${name}@${wrong}": the image has the digest ${digestOfTen}. Use that one, or a tag.`,
    );
    expect(await registry.requests()).toEqual([]);
  });
});

test('another registry is refused, and no reference at all', async () => {
  const references = [parseImageReference('ghcr.io/acme/api:1')];
  await expect(push(`oci:${layout}:ten`, [], { references })).rejects.toThrow(
    `Cannot push "ghcr.io/acme/api:1": its registry is not "${registry.host}". Push to each registry on its own.`,
  );
  await expect(push(`oci:${layout}:ten`, [])).rejects.toThrow('No image reference is given.');
});

test('a layer that lies is named, and never completed', async () => {
  const name = repository();
  const lying = path.join(folder, 'lying');
  const [digest = ''] = Object.values(writeOciLayout(lying, { x: ten }));
  const manifest = JSON.parse(
    readFileSync(path.join(lying, 'blobs', digest.replace(':', '/')), 'utf8'),
  ) as { layers: { digest: string }[] };
  const layer = manifest.layers[3]?.digest ?? '';
  const file = path.join(lying, 'blobs', layer.replace(':', '/'));
  const content = readFileSync(file);
  content.writeUInt8(content.readUInt8(200_000) ^ 1, 200_000);
  writeFileSync(file, content);

  await expect(push(`oci:${lying}`, [`${name}:1`])).rejects.toThrow(
    new RegExp(
      `^Invalid image source "oci:${lying}": ${layer} holds \\d+ bytes with the digest sha256:[0-9a-f]{64}\\. Build or save the image again\\.$`,
    ),
  );
  const requests = await registry.requests();
  expect(requests.filter(line => line.includes('manifests') && line.startsWith('PUT'))).toEqual([]);
  expect(requests.filter(line => line.includes(layer.slice(7)) && line.endsWith(' 201'))).toEqual(
    [],
  );
  rmSync(lying, { recursive: true });
});

test('with a token for each repository, also while mounting', async () => {
  const tokens = await startTokenServer({ users: { alice: 's3cret' } });
  const guarded = await startDockerRegistry({ auth: { kind: 'token', server: tokens } });
  const login = { server: guarded.url, username: 'alice', password: new Secret('s3cret') };
  const session = new Registry({ server: guarded.url, insecure: true }, login);
  try {
    const references = ['a/b', 'c/d'].map(name => parseImageReference(`${guarded.host}/${name}:1`));
    const result = await push(`oci:${layout}:ten`, [], { references, registry: session });
    expect(result.blobs).toMatchObject({ uploaded: 11, mounted: 11 });
  } finally {
    session.close();
    await guarded.stop();
    await tokens.stop();
  }
});

test('says who is refused', async () => {
  const tokens = await startTokenServer({
    users: { reader: 's3cret' },
    actions: { reader: ['pull'] },
  });
  const guarded = await startDockerRegistry({ auth: { kind: 'token', server: tokens } });
  const login = { server: guarded.url, username: 'reader', password: new Secret('s3cret') };
  const session = new Registry({ server: guarded.url, insecure: true }, login);
  try {
    const references = [parseImageReference(`${guarded.host}/a/b:1`)];
    await expect(push(`oci:${layout}:ten`, [], { references, registry: session })).rejects.toThrow(
      new RegExp(
        `^Cannot push to "${guarded.host}/a/b": the login got a token that does not allow it \\(.*\\)\\. Check that the repository is spelled right and that the login may push there\\.$`,
      ),
    );
  } finally {
    session.close();
    await guarded.stop();
    await tokens.stop();
  }
});
