import type { Readable } from 'node:stream';
import { ANY_MANIFEST, type Descriptor } from '../source/descriptor.ts';
import { isNameOf, type Digest } from '../source/digest.ts';
import { pushFailure, type PushAdvice } from './push-failure.ts';
import { endOfUpload, placeOfUpload } from './upload-place.ts';
import { remoteManifest, type RemoteManifest } from './remote-manifest.ts';
import { RegistryRequestError } from '../registry-request-error.ts';
import type { Registry, RegistryRequest, RegistryResponse } from '../registry.ts';

/**
 * One repository of a registry: a method for each request of a push.
 * Specification: https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#push
 */
export class RemoteRepository {
  readonly name: string;
  readonly #registry: Registry;
  readonly #advice: PushAdvice | undefined;

  constructor(registry: Registry, name: string, advice?: PushAdvice) {
    this.#registry = registry;
    this.name = name;
    this.#advice = advice;
  }

  /** The digest of the manifest under this tag or digest, where the registry has one and says it. */
  async manifestDigest(reference: string): Promise<string | undefined> {
    const headers = { accept: ANY_MANIFEST };
    const url = this.#manifest(reference);
    const { status, headers: answer } = await this.#send({
      method: 'HEAD',
      url,
      headers,
      expect: [200, 404],
    });
    const digest = answer['docker-content-digest'];
    return status === 200 && typeof digest === 'string' ? digest : undefined;
  }

  async manifest(reference: string): Promise<RemoteManifest | undefined> {
    const request = { method: 'GET', url: this.#manifest(reference), expect: [200, 404] } as const;
    const headers = { accept: ANY_MANIFEST };
    const response = await this.#request({ ...request, headers });
    if (response.status === 404) return void (await response.discard());
    return remoteManifest(await response.bytes(), response.headers['content-type']);
  }

  async putManifest(
    reference: string,
    { descriptor, bytes }: Pick<RemoteManifest, 'descriptor' | 'bytes'>,
  ): Promise<void> {
    const headers = { 'content-type': descriptor.mediaType };
    const url = this.#manifest(reference);
    const answer = await this.#send({ method: 'PUT', url, headers, body: bytes, expect: [201] });
    const digest = answer.headers['docker-content-digest'];
    if (digest === undefined || isNameOf(bytes, String(digest))) return;
    throw this.#odd(
      `stored a manifest as "${String(digest)}" that was sent as "${descriptor.digest}"`,
    );
  }

  async hasBlob(digest: Digest): Promise<boolean> {
    const url = `/v2/${this.name}/blobs/${digest}`;
    return (await this.#send({ method: 'HEAD', url, expect: [200, 404] })).status === 200;
  }

  /** Opens an upload; returns where it goes. */
  async openUpload(): Promise<URL> {
    return this.#location(await this.#send({ ...this.#uploads(), expect: [202] }));
  }

  /** Takes the blob from a repository, this one too; where that fails there may be an upload open. */
  async mountBlob(digest: Digest, from: string): Promise<'mounted' | URL | undefined> {
    const query = `?mount=${digest}&from=${encodeURIComponent(from)}`;
    try {
      const response = await this.#send({ ...this.#uploads(query), expect: [201, 202] }, from);
      return response.status === 201 ? 'mounted' : this.#location(response);
    } catch (error) {
      // A login that may not read there, or a registry that does not know mounting, can still upload.
      if (error instanceof RegistryRequestError && !error.transient) return undefined;
      throw error;
    }
  }

  /** Sends the blob and ends the upload. */
  async putBlob(upload: URL, { digest, size }: Descriptor, body: () => Readable): Promise<void> {
    const headers = { ...BINARY, 'content-length': `${size}` };
    const url = endOfUpload(upload, digest);
    await this.#send({ method: 'PUT', url, headers, body, expect: [201], retries: 0 });
  }

  /** Sends content whose digest is not known yet; returns where `endUpload` goes. */
  async patchBlob(upload: URL, body: () => Readable): Promise<URL> {
    const request = { method: 'PATCH', url: upload.href, headers: BINARY, body } as const;
    return this.#location(await this.#send({ ...request, expect: [202], retries: 0 }));
  }

  async endUpload(upload: URL, digest: Digest): Promise<void> {
    const headers = { 'content-length': '0' };
    const url = endOfUpload(upload, digest);
    await this.#send({ method: 'PUT', url, headers, expect: [201], retries: 0 });
  }

  /** Does several requests again together, where one of them fails in a way that may pass. */
  retry<T>(attempt: () => Promise<T>): Promise<T> {
    return this.#registry.retry(attempt);
  }

  #location(response: RegistryResponse): URL {
    const upload = placeOfUpload(response);
    if (upload === undefined) throw this.#odd('opened an upload without saying where');
    return upload;
  }

  #odd(what: string): RegistryRequestError {
    const { host } = this.#registry;
    const message = `"${host}" ${what}. Check that it is a registry, and what lies between.`;
    return new RegistryRequestError(message, { code: 'protocol', host });
  }

  #uploads(query = ''): Pick<RegistryRequest, 'method' | 'url' | 'headers'> {
    const url = `/v2/${this.name}/blobs/uploads/${query}`;
    return { method: 'POST', url, headers: { 'content-length': '0' } };
  }

  #manifest(reference: string): string {
    return `/v2/${this.name}/manifests/${reference}`;
  }

  /** For answers of which only the head matters. */
  async #send(request: RegistryRequest, mountFrom?: string): Promise<RegistryResponse> {
    const response = await this.#request(request, mountFrom);
    await response.discard();
    return response;
  }

  async #request(request: RegistryRequest, mountFrom?: string): Promise<RegistryResponse> {
    const own = `repository:${this.name}:pull,push`;
    const scope = mountFrom === undefined ? own : `${own} repository:${mountFrom}:pull`;
    try {
      return await this.#registry.request({ ...request, scope });
    } catch (error) {
      throw pushFailure(error, this.name, this.#advice);
    }
  }
}

const BINARY = { 'content-type': 'application/octet-stream' };
