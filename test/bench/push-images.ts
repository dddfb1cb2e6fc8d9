import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testImages, writeOciLayout } from '../images/test-image.ts';

const NEEDED_BYTES = 8 * 1024 ** 3;

/** Where images and registries lie: in memory where there is room, so that no disk is measured. */
export function benchmarkFolder(): string {
  const memory = '/dev/shm';
  const fits = existsSync(memory) && freeBytes(memory) > NEEDED_BYTES;
  const folder = mkdtempSync(path.join(fits ? memory : tmpdir(), 'berth-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

export type ImageName = keyof typeof testImages;
export type Transport = 'oci' | 'oci-archive' | 'docker-archive';

/** Writes the image as a layout, and as archives by skopeo; returns the source of each. */
export function writeImage(folder: string, name: ImageName): Readonly<Record<Transport, string>> {
  const base = path.join(folder, name);
  writeOciLayout(base, { x: testImages[name] });
  const sources = {
    oci: `oci:${base}:x`,
    'oci-archive': `oci-archive:${base}.oci.tar:x`,
    'docker-archive': `docker-archive:${base}.docker.tar`,
  };
  execFileSync('skopeo', ['copy', '-q', sources.oci, sources['oci-archive']]);
  execFileSync('skopeo', ['copy', '-q', sources.oci, `${sources['docker-archive']}:bench/x:1`]);
  return sources;
}

/** The file and digest of the largest layer, for the client that sends just that. */
export function largestLayer(folder: string, name: ImageName) {
  const read = (file: string) =>
    JSON.parse(readFileSync(path.join(folder, name, file), 'utf8')) as Listing;
  const blob = (digest = '') => path.join('blobs', digest.replace(':', '/'));
  const [manifest] = read('index.json').manifests ?? [];
  const layers = read(blob(manifest?.digest)).layers ?? [];
  const [layer] = layers.toSorted((one, other) => other.size - one.size);
  return { file: path.join(folder, name, blob(layer?.digest)), digest: layer?.digest ?? '' };
}

interface Listing {
  readonly manifests?: readonly { readonly digest: string }[];
  readonly layers?: readonly { readonly digest: string; readonly size: number }[];
}
