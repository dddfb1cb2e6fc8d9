import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { TAR_END, tarEntry, tarHeader } from '@berth/test/images/tar-entry';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { describe, expect, test } from 'vitest';
import { openImageSource, type SourceManifest } from '../src/source/image-source.ts';

const folder = temporaryFolder('image-source');
let made = 0;

/** A copy of the layout that a test may spoil. */
const layout = path.join(folder, 'layout');
const digests = writeOciLayout(layout, {
  one: testImages.tiny,
  all: testImages.threePlatforms,
});
function layoutWith(change: (folder: string) => void): string {
  const copy = path.join(folder, `layout-${made++}`);
  cpSync(layout, copy, { recursive: true });
  change(copy);
  return copy;
}

function archive(...entries: readonly Buffer[]): string {
  const file = path.join(folder, `archive-${made++}.tar`);
  writeFileSync(file, Buffer.concat(entries));
  return file;
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const layer = Buffer.concat([tarEntry({ name: 'hello', content: 'hello' }), TAR_END]);
const config = JSON.stringify({ rootfs: { diff_ids: [`sha256:${sha256(layer)}`] } });
const manifest = (more: object = {}) =>
  JSON.stringify([
    { Config: 'c.json', RepoTags: ['acme/api:1'], Layers: ['l/layer.tar'], ...more },
  ]);
const saved = [
  tarEntry({ name: 'c.json', content: config }),
  tarEntry({ name: 'manifest.json', content: manifest() }),
];
const savedLayer = tarEntry({ name: 'l/layer.tar', content: layer });

/** Opens and closes; what is wrong must show before anything is pushed. */
async function open(source: string): Promise<string> {
  const image = await openImageSource(source, { temporaryFolder: folder });
  await image.close();
  return image.image.kind === 'finished' ? image.image.root.descriptor.digest : image.image.kind;
}

const count = (root: SourceManifest): number =>
  1 + root.children.reduce((sum, child) => sum + count(child), 0);

describe('opens', () => {
  test('the image of a layout by its tag, with all that an index names', async () => {
    expect(await open(`oci:${layout}:one`)).toBe(digests['one']);
    const source = await openImageSource(`oci:${layout}:all`);
    if (source.image.kind !== 'finished') throw new Error(source.image.kind);
    expect(source.image.root.descriptor.digest).toBe(digests['all']);
    expect(count(source.image.root)).toBe(4);
  });

  test('an image by its digest', async () => {
    expect(await open(`oci:${layout}:${digests['one']}`)).toBe(digests['one']);
  });

  test('the only image without a tag', async () => {
    const single = path.join(folder, 'single');
    writeOciLayout(single, { x: testImages.tiny });
    expect(await open(`oci:${single}`)).toBe(digests['one']);
  });

  test.each(['acme/api:1', 'docker.io/acme/api:1', undefined])(
    'a docker archive as %j',
    async name => {
      const file = archive(...saved, savedLayer, TAR_END);
      expect(await open(`docker-archive:${file}${name === undefined ? '' : `:${name}`}`)).toBe(
        'saved',
      );
    },
  );

  test('layers behind links, as Docker 20.10 writes them', async () => {
    const link = tarEntry({ name: 'l/layer.tar', type: '2', target: '../m/layer.tar' });
    const hard = tarEntry({ name: 'm/layer.tar', type: '1', target: 'n/layer.tar' });
    const file = archive(
      ...saved,
      link,
      hard,
      tarEntry({ name: 'n/layer.tar', content: layer }),
      TAR_END,
    );
    const source = await openImageSource(`docker-archive:${file}`);
    if (source.image.kind !== 'saved') throw new Error(source.image.kind);
    expect(source.image.layers[0]?.file.size).toBe(layer.length);
  });

  test.each([
    [
      'a GNU long name',
      tarEntry({ name: '././@LongLink', type: 'L', content: `${'d/'.repeat(80)}layer.tar\0` }),
    ],
    [
      'a pax path',
      tarEntry({ name: 'p', type: 'x', content: `179 path=${'d/'.repeat(80)}layer.tar\n` }),
    ],
  ])('%s', async (_, long) => {
    const name = `${'d/'.repeat(80)}layer.tar`;
    const file = archive(
      ...[
        tarEntry({ name: 'c.json', content: config }),
        long,
        tarEntry({ name: 'short', content: layer }),
      ],
      ...[tarEntry({ name: './manifest.json', content: manifest({ Layers: [name] }) }), TAR_END],
    );
    expect(await open(`docker-archive:${file}`)).toBe('saved');
  });

  test.each([
    ['gzip', gzipSync],
    ['zstd', zstdCompressSync],
  ])('an archive compressed with %s, and leaves nothing behind', async (_, compress) => {
    const aside = path.join(folder, `aside-${made++}`);
    mkdirSync(aside);
    const file = archive(compress(Buffer.concat([...saved, savedLayer, TAR_END])));
    const source = await openImageSource(`docker-archive:${file}`, { temporaryFolder: aside });
    const [copy = ''] = readdirSync(aside, { recursive: true })
      .map(String)
      .filter(name => name.endsWith('.tar'));
    expect(statSync(path.join(aside, copy)).mode & 0o777).toBe(0o600);
    await source.close();
    expect(readdirSync(aside)).toEqual([]);
  });
});

describe('refuses a layout', () => {
  const rule = (source: string, reason: string) => `Invalid image source "${source}": ${reason}`;

  test('with several images where none is named', async () => {
    await expect(open(`oci:${layout}`)).rejects.toThrow(
      rule(
        `oci:${layout}`,
        'there are 2 images inside. Put ":" and one of these behind it: one, all.',
      ),
    );
    await expect(open(`oci:${layout}:two`)).rejects.toThrow(
      'no image inside is called "two". Use one of these: one, all.',
    );
  });

  const index = (copy: string, text: string) => writeFileSync(path.join(copy, 'index.json'), text);
  const blob = (copy: string, digest = digests['one'] ?? '') =>
    path.join(copy, 'blobs', digest.replace(':', '/'));
  const entry = { mediaType: 'application/vnd.oci.image.manifest.v1+json', size: 1 };
  test.each<[string, (copy: string) => void, RegExp]>([
    [
      'that is not there',
      copy => rmSync(copy, { recursive: true }),
      /"[^"]+" is no folder. Check the path\.$/,
    ],
    [
      'without oci-layout',
      copy => rmSync(path.join(copy, 'oci-layout')),
      /: oci-layout is missing\. Build or save/,
    ],
    [
      'of another version',
      copy => writeFileSync(path.join(copy, 'oci-layout'), '{"imageLayoutVersion":"2.0.0"}'),
      /has version "2\.0\.0"\. Use a tool/,
    ],
    ['without index', copy => rmSync(path.join(copy, 'index.json')), /: index\.json is missing\./],
    ['whose index is no JSON', copy => index(copy, '{'), /: index\.json is not JSON\./],
    ['whose index is a list', copy => index(copy, '[]'), /: index\.json is not a JSON object\./],
    [
      'whose index is empty',
      copy => index(copy, '{}'),
      /: "manifests" of index\.json is missing\./,
    ],
    ['without images', copy => index(copy, '{"manifests":[]}'), /: there is no image inside\./],
    [
      'with a prototype for an index',
      copy => index(copy, '{"__proto__":{"manifests":[]}}'),
      /"manifests" of index\.json is missing/,
    ],
    [
      'with an odd digest',
      copy => index(copy, JSON.stringify({ manifests: [{ ...entry, digest: 'sha256:../../x' }] })),
      /"manifests"\[0\] of index\.json has the digest "sha256:\.\.\/\.\.\/x", which is none/,
    ],
    [
      'with an odd size',
      copy =>
        index(
          copy,
          JSON.stringify({
            manifests: [{ ...entry, digest: `sha256:${'0'.repeat(64)}`, size: -1 }],
          }),
        ),
      /"size" of "manifests"\[0\] of index\.json is not a whole number from 0/,
    ],
    [
      'with a huge index',
      copy => index(copy, ' '.repeat(5_000_000)),
      /index\.json has 5000000 bytes, and 4194304 is what registries take/,
    ],
    [
      'without a manifest',
      copy => rmSync(blob(copy)),
      /: blobs\/sha256\/[0-9a-f]{64} is missing\./,
    ],
    [
      'with another manifest',
      copy => writeFileSync(blob(copy), '{}'),
      /holds 2 bytes with the digest sha256:44136fa/,
    ],
    [
      'with a link out of it',
      copy => {
        const outside = `${copy}-outside`;
        renameSync(blob(copy), outside);
        symlinkSync(outside, blob(copy));
      },
      /is a link that leaves the folder\. Copy the file into/,
    ],
  ])('%s', async (_, change, message) => {
    await expect(open(`oci:${layoutWith(change)}:one`)).rejects.toThrow(message);
  });

  test('with a layer that is cut off, or gone', async () => {
    const { layers } = JSON.parse(readFileSync(blob(layout), 'utf8')) as {
      layers: { digest: string }[];
    };
    const digest = layers[0]?.digest ?? '';
    const cut = layoutWith(copy => truncateSync(blob(copy, digest), 100));
    await expect(open(`oci:${cut}:one`)).rejects.toThrow(
      /has 100 bytes where its manifest says 2600\./,
    );
    const gone = layoutWith(copy => rmSync(blob(copy, digest)));
    await expect(open(`oci:${gone}:one`)).rejects.toThrow(
      `blobs/${digest.replace(':', '/')} is missing.`,
    );
  });

  test('but a link inside it is fine', async () => {
    const linked = layoutWith(copy => {
      renameSync(blob(copy), path.join(copy, 'elsewhere'));
      symlinkSync('../../elsewhere', blob(copy));
    });
    expect(await open(`oci:${linked}:one`)).toBe(digests['one']);
  });
});

describe('refuses an archive', () => {
  const other = (name: string) => tarEntry({ name, content: 'x' });
  const huge = tarHeader({ name: 'l/layer.tar', size: 2 ** 40 });
  test.each<[string, () => string, string]>([
    ['that is not there', () => path.join(folder, 'nowhere'), 'is not there. Check the path.'],
    ['that is a folder', () => layout, 'is no file. Check the path.'],
    ['that is empty', () => archive(), 'it is empty. Save the archive again.'],
    [
      'that is none',
      () => archive(Buffer.alloc(2000, 'x')),
      'it is no tar archive. Save the archive again.',
    ],
    [
      'in bzip2',
      () => archive(Buffer.from('BZh91AY')),
      'the archive is compressed with bzip2. Decompress it first',
    ],
    [
      'in half a gzip',
      () => archive(gzipSync(Buffer.concat([...saved, savedLayer])).subarray(0, 200)),
      'the archive is no whole gzip file.',
    ],
    [
      'cut off in a layer',
      () => archive(...saved, savedLayer.subarray(0, 600)),
      'it is cut off inside "l/layer.tar".',
    ],
    ['cut off before a layer', () => archive(...saved), 'l/layer.tar is missing.'],
    [
      'with a size beyond it',
      () => archive(...saved, huge, Buffer.alloc(512)),
      'it is cut off inside "l/layer.tar".',
    ],
    [
      'with a pax size beyond it',
      () =>
        archive(
          ...saved,
          tarEntry({ name: 'x', type: 'x', content: '22 size=1099511627776\n' }),
          savedLayer,
        ),
      'it is cut off inside "l/layer.tar".',
    ],
    [
      'with a pax size that is none',
      () => archive(tarEntry({ name: 'x', type: 'x', content: '11 size=-1\n' }), savedLayer),
      'its pax header is malformed.',
    ],
    [
      'with a damaged header',
      () => archive(...saved, Buffer.concat([Buffer.from('X'), savedLayer.subarray(1)])),
      'it is damaged at byte 2048: its checksum is wrong.',
    ],
    [
      'with a way out',
      () => archive(...saved, other('../../etc/passwd'), TAR_END),
      'it holds "../../etc/passwd", which leads out of it.',
    ],
    [
      'with an absolute path',
      () => archive(...saved, other('/etc/passwd'), TAR_END),
      'it holds "/etc/passwd", which leads out of it.',
    ],
    [
      'with a layer twice',
      () => archive(...saved, savedLayer, savedLayer, TAR_END),
      'it holds "l/layer.tar" twice.',
    ],
    [
      'with a link out of it',
      () =>
        archive(
          ...saved,
          tarEntry({ name: 'l/layer.tar', type: '2', target: '../../etc/passwd' }),
          TAR_END,
        ),
      '"l/layer.tar" is a link that leaves the archive.',
    ],
    [
      'with an absolute link',
      () =>
        archive(
          ...saved,
          tarEntry({ name: 'l/layer.tar', type: '2', target: '/etc/passwd' }),
          TAR_END,
        ),
      '"l/layer.tar" is a link that leaves the archive.',
    ],
    [
      'with a link to itself',
      () =>
        archive(
          ...saved,
          tarEntry({ name: 'l/layer.tar', type: '2', target: 'layer.tar' }),
          TAR_END,
        ),
      '"l/layer.tar" is a link that leads nowhere.',
    ],
    [
      'with a device',
      () => archive(...saved, tarEntry({ name: 'l/layer.tar', type: '3' }), TAR_END),
      '"l/layer.tar" is no file.',
    ],
    ['without manifest.json', () => archive(savedLayer, TAR_END), 'manifest.json is missing.'],
  ])('%s', async (_, make, message) => {
    await expect(open(`docker-archive:${make()}`)).rejects.toThrow(message);
  });

  const described = (text: string) =>
    archive(
      tarEntry({ name: 'c.json', content: config }),
      tarEntry({ name: 'manifest.json', content: text }),
      savedLayer,
      TAR_END,
    );
  test.each([
    ['{}', 'manifest.json is not a list.'],
    ['[]', 'there is no image inside.'],
    ['[1]', '[0] of manifest.json is not a JSON object.'],
    ['[{"__proto__":{"Config":"c.json"}}]', '"Config" of [0] of manifest.json is missing.'],
    [manifest({ Layers: [1] }), '"Layers" of [0] of manifest.json is not a list of texts.'],
    [manifest({ Layers: [] }), 'it holds 0 layers where its config names 1.'],
    [manifest({ Layers: ['../l/layer.tar'] }), '../l/layer.tar is missing.'],
    [manifest({ Config: 'd.json' }), 'd.json is missing.'],
    [
      `[${manifest().slice(1, -1)},${manifest({ RepoTags: ['acme/api:2'] }).slice(1, -1)}]`,
      'there are 2 images inside. Put ":" and one of these behind it: acme/api:1, acme/api:2.',
    ],
  ])('described as %s', async (text, message) => {
    await expect(open(`docker-archive:${described(text)}`)).rejects.toThrow(message);
  });

  test('that does not hold the name', async () => {
    await expect(open(`docker-archive:${described(manifest())}:acme/api:2`)).rejects.toThrow(
      'no image inside is called "acme/api:2". Use one of these: acme/api:1.',
    );
  });
});
