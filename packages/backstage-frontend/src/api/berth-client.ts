import type {
  Check,
  Credential,
  DraftCheckInput,
  EffectiveRegistry,
  Registry,
  RegistryInput,
  RegistryList,
} from '@berth/backstage-plugin-berth-common';
import { parseEntityRef } from '@backstage/catalog-model';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import type { BerthApi, PermissionSubject, RegistryQuery, Versioned } from './berth-api.ts';
import { readRequestError } from './berth-request-error.ts';

interface Request {
  readonly method?: 'PUT' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export class BerthClient implements BerthApi {
  readonly #fetch: FetchApi['fetch'];

  constructor({ fetchApi }: { readonly fetchApi: FetchApi }) {
    this.#fetch = fetchApi.fetch;
  }

  listRegistries(query: RegistryQuery, signal?: AbortSignal) {
    return this.#json<RegistryList>(`/registries${queryString(query)}`, { signal });
  }

  getRegistry(name: string) {
    return this.#versioned<Registry>(`/registries/${encodeURIComponent(name)}`);
  }

  createRegistry(name: string, input: RegistryInput) {
    return this.#putRegistry(name, input, { 'If-None-Match': '*' });
  }

  updateRegistry(name: string, input: RegistryInput, etag: string) {
    return this.#putRegistry(name, input, { 'If-Match': etag });
  }

  getCredential(name: string) {
    return this.#json<Credential>(`/credentials/${encodeURIComponent(name)}`);
  }

  checkDraft(input: DraftCheckInput, signal?: AbortSignal) {
    return this.#json<Check>('/checks', {
      method: 'POST',
      body: input,
      signal,
    });
  }

  async listPermittedActions(subject: PermissionSubject) {
    const path = `/permitted-actions${queryString(subject)}`;
    return (await this.#json<{ readonly items: readonly string[] }>(path)).items;
  }

  getEffectiveRegistry(app: string, environment?: string) {
    const { kind, namespace, name } = parseEntityRef(app);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    const query = environment === undefined ? '' : queryString({ environment });
    return this.#json<EffectiveRegistry>(`/apps/${path}/effective-registry${query}`);
  }

  #putRegistry(name: string, body: RegistryInput, headers: Readonly<Record<string, string>>) {
    return this.#json<Registry>(`/registries/${encodeURIComponent(name)}`, {
      method: 'PUT',
      body,
      headers,
    });
  }

  async #versioned<Entry>(path: string): Promise<Versioned<Entry>> {
    const response = await this.#send(path, {});
    return {
      entry: (await response.json()) as Entry,
      etag: response.headers.get('ETag') ?? '*',
    };
  }

  async #json<Answer>(path: string, request: Request = {}): Promise<Answer> {
    const response = await this.#send(path, request);
    return (await response.json()) as Answer;
  }

  async #send(path: string, { method, body, headers, signal }: Request): Promise<Response> {
    const response = await this.#fetch(`plugin://berth/v1${path}`, {
      ...(method !== undefined && { method }),
      ...(signal !== undefined && { signal }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    });
    if (response.ok) return response;
    throw await readRequestError(response);
  }
}

/** A list repeats its name, as the contract says. */
function queryString(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
