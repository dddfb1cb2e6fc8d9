import {
  isForeign,
  isIndex,
  isManifest,
  parseDescriptor,
  type Descriptor,
  type ListedDescriptor,
} from './descriptor.ts';
import { digestOf, hashFor, type Digest } from './digest.ts';
import type { SourceManifest } from './image-source.ts';
import { BUILD_AGAIN, invalidSource } from './invalid-source.ts';
import { JsonObject, parseJson } from './json-object.ts';
import type { SourceBlob } from './source-blob.ts';
import { readDocument, type StoredFiles } from './stored-file.ts';

const MAX_DEPTH = 8;

/** Reads a manifest, or an index with all that it names, and finds every blob. */
export async function readManifestTree(
  files: StoredFiles,
  root: Descriptor,
): Promise<SourceManifest> {
  // A manifest that two indexes share is read once: nested sharing must not multiply the work.
  const manifests = new Map<Digest, Promise<SourceManifest>>();
  const read = (descriptor: Descriptor, depth: number): Promise<SourceManifest> => {
    if (depth > MAX_DEPTH) {
      throw invalidSource(
        files.source,
        `its indexes are nested more than ${MAX_DEPTH} deep`,
        BUILD_AGAIN,
      );
    }
    const known = manifests.get(descriptor.digest);
    if (known !== undefined) return known;
    const manifest = readManifest(files, descriptor, child => read(child, depth + 1));
    manifests.set(descriptor.digest, manifest);
    return manifest;
  };
  return read(root, 0);
}

async function readManifest(
  files: StoredFiles,
  descriptor: Descriptor,
  readChild: (child: Descriptor) => Promise<SourceManifest>,
): Promise<SourceManifest> {
  const document = blobName(descriptor.digest);
  const bytes = await readDocument(files, document);
  checkContent(bytes, descriptor, files.source);
  const place = { source: files.source, document };
  const fields = new JsonObject(parseJson(bytes, place), place);
  const named = isIndex(descriptor) ? descriptorsIn(fields, 'manifests') : contentOf(fields);

  const children: SourceManifest[] = [];
  const blobs: SourceBlob[] = [];
  for (const entry of named) {
    if (isIndex(descriptor) && isManifest(entry)) children.push(await readChild(entry));
    else if (!isForeign(entry)) blobs.push(await findBlob(files, entry));
  }
  return { descriptor, bytes, children, blobs };
}

function contentOf(manifest: JsonObject): readonly ListedDescriptor[] {
  const config = manifest.value('config');
  return [
    ...(config === undefined ? [] : [parseDescriptor(config, manifest.place('config'))]),
    ...descriptorsIn(manifest, 'layers'),
    // The artifact manifest of the first drafts of OCI 1.1 has these instead.
    ...descriptorsIn(manifest, 'blobs'),
  ];
}

function descriptorsIn(fields: JsonObject, name: string): readonly ListedDescriptor[] {
  const entries = fields.optionalList(name) ?? [];
  return entries.map((entry, position) => parseDescriptor(entry, fields.place(name, position)));
}

async function findBlob(files: StoredFiles, descriptor: Descriptor): Promise<SourceBlob> {
  const name = blobName(descriptor.digest);
  const file = await files.find(name);
  if (file === undefined) throw invalidSource(files.source, `${name} is missing`, BUILD_AGAIN);
  if (file.size !== descriptor.size) {
    const reason = `${name} has ${file.size} bytes where its manifest says ${descriptor.size}`;
    throw invalidSource(files.source, reason, BUILD_AGAIN);
  }
  return { descriptor, stream: () => file.stream() };
}

function checkContent(bytes: Buffer, { digest, size }: Descriptor, source: string): void {
  const actual = digestOf(hashFor(digest).update(bytes), digest);
  if (actual === digest && bytes.length === size) return;
  const reason = `${blobName(digest)} holds ${bytes.length} bytes with the digest ${actual}`;
  throw invalidSource(source, reason, BUILD_AGAIN);
}

function blobName(digest: Digest): string {
  return `blobs/${digest.replace(':', '/')}`;
}
