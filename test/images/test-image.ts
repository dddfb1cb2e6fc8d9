import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ContentKind } from './content.ts';
import { writeBlob, writeLayer, type BlobDescriptor } from './test-layer.ts';

/** How to make an image: the same bytes on every machine, unless text is compressed. */
export interface TestImage {
  /** For an index, one for each platform, `amd64`, `arm64`; for a plain manifest none. */
  readonly platforms?: readonly string[];
  readonly layers: readonly TestLayer[];
}

export interface TestLayer {
  /** What it is made from, and what its file is called. */
  readonly seed: string;
  readonly size: number;
  readonly content?: ContentKind;
  /** In this platform's image only; in every image unless given. */
  readonly platform?: string;
}

const MiB = 1024 * 1024;

const numbered = (count: number, layer: (at: number) => TestLayer) =>
  Array.from({ length: count }, (_, at) => layer(at));

export const testImages = {
  tiny: { layers: [{ seed: 'tiny', size: 1000 }] },
  fiveLayers: { layers: numbered(5, at => ({ seed: `five-${at}`, size: 20 * MiB })) },
  fiveTexts: {
    layers: numbered(5, at => ({ seed: `text-${at}`, size: 20 * MiB, content: 'text' })),
  },
  fivePrograms: {
    layers: numbered(5, at => ({ seed: `program-${at}`, size: 20 * MiB, content: 'program' })),
  },
  oneGibibyte: { layers: [{ seed: 'large', size: 1024 * MiB }] },
  hundredLayers: { layers: numbered(100, at => ({ seed: `small-${at}`, size: 10_000 })) },
  threePlatforms: {
    platforms: ['amd64', 'arm64', 'arm'],
    layers: [
      { seed: 'shared', size: 5000 },
      ...['amd64', 'arm64', 'arm'].map(platform => ({ seed: platform, size: 3000, platform })),
    ],
  },
} satisfies Record<string, TestImage>;

/** Writes OCI layouts: the images by tag, in one folder. Returns the digest of each. */
export function writeOciLayout(
  folder: string,
  images: Readonly<Record<string, TestImage>>,
): Readonly<Record<string, string>> {
  mkdirSync(path.join(folder, 'blobs/sha256'), { recursive: true });
  writeFileSync(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  const tagged = Object.entries(images).map(([tag, image]) => ({
    tag,
    ...writeImage(folder, image),
  }));
  const manifests = tagged.map(({ tag, ...descriptor }) => ({
    ...descriptor,
    annotations: { 'org.opencontainers.image.ref.name': tag },
  }));
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  return Object.fromEntries(tagged.map(({ tag, digest }) => [tag, digest]));
}

function writeImage(folder: string, image: TestImage): BlobDescriptor {
  const layers = new Map(image.layers.map(layer => [layer, writeLayer(folder, layer)]));
  const manifest = (architecture: string) => {
    const own = image.layers.filter(({ platform }) => [undefined, architecture].includes(platform));
    const written = own.flatMap(layer => layers.get(layer) ?? []);
    const config = writeJson(folder, 'config.v1', {
      ...{ architecture, os: 'linux', config: {} },
      rootfs: { type: 'layers', diff_ids: written.map(({ diffId }) => diffId) },
    });
    return writeJson(folder, 'manifest.v1', {
      ...{ schemaVersion: 2, mediaType: `${OCI}manifest.v1+json`, config },
      layers: written.map(({ descriptor }) => descriptor),
    });
  };
  if (image.platforms === undefined) return manifest('amd64');
  return writeJson(folder, 'index.v1', {
    ...{ schemaVersion: 2, mediaType: `${OCI}index.v1+json` },
    manifests: image.platforms.map(architecture => ({
      ...manifest(architecture),
      platform: { architecture, os: 'linux' },
    })),
  });
}

const OCI = 'application/vnd.oci.image.';

function writeJson(folder: string, type: string, value: object): BlobDescriptor {
  return {
    mediaType: `${OCI}${type}+json`,
    ...writeBlob(folder, [Buffer.from(JSON.stringify(value))]),
  };
}
