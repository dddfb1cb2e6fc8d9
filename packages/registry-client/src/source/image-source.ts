import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
import { openDockerArchive } from './docker-archive.ts';
import { parseFileSource } from './file-source.ts';
import { openOciLayout } from './oci-layout.ts';
import type { SourceBlob } from './source-blob.ts';
import { openStoredArchive } from './stored-archive.ts';
import type { StoredFile } from './stored-file.ts';
import { openStoredFolder } from './stored-folder.ts';

/** An image that is read where it lies; `close` removes what was decompressed aside. */
export interface ImageSource {
  /** As the user wrote it. */
  readonly name: string;
  readonly image: FinishedImage | SavedImage;
  close(): Promise<void>;
}

/** An image whose blobs are pushed as they are: its digest is known. */
export interface FinishedImage {
  readonly kind: 'finished';
  /** The manifest, or the index with all its children. */
  readonly root: SourceManifest;
}

export interface SourceManifest {
  readonly descriptor: Descriptor;
  readonly bytes: Buffer;
  /** What must be there before this manifest is. */
  readonly children: readonly SourceManifest[];
  readonly blobs: readonly SourceBlob[];
}

/** An image as `docker save` writes it: layers get their digests by being compressed. */
export interface SavedImage {
  readonly kind: 'saved';
  readonly config: SourceBlob;
  /** From the base up. */
  readonly layers: readonly SavedLayer[];
}

export interface SavedLayer {
  /** The digest of the layer's plain tar, from the config. */
  readonly diffId: Digest;
  /** The tar, plain or compressed. */
  readonly file: StoredFile;
}

/**
 * Opens `oci:<folder>[:<tag>]`, `oci-archive:<file>[:<tag>]` or `docker-archive:<file>[:<name>]`.
 *
 * Reads manifests only. A compressed archive (gzip, zstd) is decompressed into `temporaryFolder`,
 * the system's unless given. Throws an InvalidInputError for what is no image.
 */
export async function openImageSource(
  source: string,
  options: { readonly temporaryFolder?: string } = {},
): Promise<ImageSource> {
  const { transport, path, name } = parseFileSource(source);
  const files =
    transport === 'oci'
      ? await openStoredFolder(path, source)
      : await openStoredArchive(path, source, options.temporaryFolder);
  try {
    const openImage = transport === 'docker-archive' ? openDockerArchive : openOciLayout;
    return { name: source, image: await openImage(files, name), close: () => files.close() };
  } catch (error) {
    await files.close();
    throw error;
  }
}
