import type {
  Check,
  CheckInput,
  Credential,
  CredentialInput,
  CredentialList,
  DraftCheckInput,
  EffectiveRegistry,
  EnvironmentList,
  EventList,
  PullSecretExport,
  PullSecretExportInput,
  Registry,
  RegistryDeletion,
  RegistryInput,
  RegistryList,
  Selection,
  SelectionInput,
  SelectionList,
  StatusHistory,
  UsageList,
} from '@berth/backstage-plugin-berth-common';
import { parseEntityRef } from '@backstage/catalog-model';
import type { FetchApi } from '@backstage/frontend-plugin-api';
import type {
  BerthApi,
  CredentialQuery,
  EventQuery,
  ForceOption,
  PageQuery,
  PermissionSubject,
  RegistryDeletionOptions,
  RegistryQuery,
  SelectionKey,
  Versioned,
} from './berth-api.ts';
import { BerthRequestError, readRequestError } from './berth-request-error.ts';

interface Request {
  readonly method?: 'PUT' | 'POST' | 'DELETE';
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
    return this.#versioned<Registry>(registryPath(name));
  }

  createRegistry(name: string, input: RegistryInput, options: ForceOption) {
    const path = `${registryPath(name)}${forceQuery(options)}`;
    return this.#putRegistry(path, input, { 'If-None-Match': '*' });
  }

  updateRegistry(name: string, input: RegistryInput, etag: string, options: ForceOption) {
    const path = `${registryPath(name)}${forceQuery(options)}`;
    return this.#putRegistry(path, input, { 'If-Match': etag });
  }

  listCredentials(query: CredentialQuery, signal?: AbortSignal) {
    return this.#json<CredentialList>(`/credentials${queryString(query)}`, { signal });
  }

  deleteRegistry(name: string, { etag, ...query }: RegistryDeletionOptions) {
    return this.#json<RegistryDeletion>(`${registryPath(name)}${queryString(query)}`, {
      method: 'DELETE',
      headers: { 'If-Match': etag },
    });
  }

  getDefaultRegistry() {
    return this.#versioned<Registry>('/default-registry');
  }

  setDefaultRegistry(name: string, etag: string, options: ForceOption) {
    return this.#json<Registry>(`/default-registry${forceQuery(options)}`, {
      method: 'PUT',
      body: { registry: name },
      headers: { 'If-Match': etag },
    });
  }

  listStatusHistory(registry: string, page: PageQuery) {
    const path = `${registryPath(registry)}/status-history${queryString(page)}`;
    return this.#json<StatusHistory>(path);
  }

  listUsages(registry: string, page: PageQuery) {
    return this.#json<UsageList>(`${registryPath(registry)}/usages${queryString(page)}`);
  }

  listEvents(query: EventQuery) {
    return this.#json<EventList>(`/events${queryString(query)}`);
  }

  exportPullSecret(registry: string, input: PullSecretExportInput) {
    return this.#json<PullSecretExport>(`${registryPath(registry)}/pull-secret-exports`, {
      method: 'POST',
      body: input,
    });
  }

  getCredential(name: string) {
    return this.#json<Credential>(credentialPath(name));
  }

  getVersionedCredential(name: string) {
    return this.#versioned<Credential>(credentialPath(name));
  }

  updateCredential(name: string, input: CredentialInput, etag: string) {
    return this.#json<Credential>(credentialPath(name), {
      method: 'PUT',
      body: input,
      headers: { 'If-Match': etag },
    });
  }

  async deleteCredential(name: string, etag: string) {
    const headers = { 'If-Match': etag };
    await this.#send(credentialPath(name), { method: 'DELETE', headers });
  }

  checkRegistry(name: string, input: CheckInput) {
    return this.#json<Check>(`${registryPath(name)}/checks`, { method: 'POST', body: input });
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
    const query = environment === undefined ? '' : queryString({ environment });
    return this.#json<EffectiveRegistry>(`${appPath(app)}/effective-registry${query}`);
  }

  listEnvironments() {
    return this.#json<EnvironmentList>('/environments');
  }

  async listSelections(app: string) {
    // As many as a page may have; an app has one for each of its environments.
    return (await this.#json<SelectionList>(`${appPath(app)}/selections?limit=500`)).items;
  }

  async getSelection(key: SelectionKey) {
    try {
      return await this.#versioned<Selection>(selectionPath(key));
    } catch (error) {
      if (error instanceof BerthRequestError && error.status === 404) return undefined;
      throw error;
    }
  }

  putSelection(key: SelectionKey, input: SelectionInput, etag: string | undefined) {
    return this.#json<Selection>(selectionPath(key), {
      method: 'PUT',
      body: input,
      headers: etag === undefined ? { 'If-None-Match': '*' } : { 'If-Match': etag },
    });
  }

  async deleteSelection(key: SelectionKey, etag: string) {
    await this.#send(selectionPath(key), { method: 'DELETE', headers: { 'If-Match': etag } });
  }

  #putRegistry(path: string, body: RegistryInput, headers: Readonly<Record<string, string>>) {
    return this.#json<Registry>(path, { method: 'PUT', body, headers });
  }

  async #versioned<Entry>(path: string): Promise<Versioned<Entry>> {
    const response = await this.#send(path, {});
    const etag = response.headers.get('ETag');
    if (etag === null) throw new Error(NO_ETAG);
    return { entry: (await response.json()) as Entry, etag };
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

/** Without it nobody could tell whether a change goes over somebody else's. */
const NO_ETAG =
  'The answer of Berth\'s backend came without its "ETag" header, so nothing can be changed safely. Tell whoever runs this portal: a proxy has removed the header, or the backend is older than this page.';

function appPath(app: string): string {
  const { kind, namespace, name } = parseEntityRef(app);
  return `/apps/${[kind, namespace, name].map(encodeURIComponent).join('/')}`;
}

function selectionPath({ app, environment }: SelectionKey): string {
  return `${appPath(app)}/selections/${encodeURIComponent(environment)}`;
}

function registryPath(name: string): string {
  return `/registries/${encodeURIComponent(name)}`;
}

function credentialPath(name: string): string {
  return `/credentials/${encodeURIComponent(name)}`;
}

function forceQuery({ force }: ForceOption): string {
  return force ? '?force=true' : '';
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
