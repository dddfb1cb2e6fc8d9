import type { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Registry,
  RegistryList,
  Selection,
  SelectionList,
} from '@berth/backstage-plugin-berth-common';

const PAGE = 500;

/** Milliseconds for a page: who asks waits for the one before. */
const PATIENCE = 30_000;

/** Asks the plugin as a service: the catalog runs in a database, and maybe a process, of its own. */
export class BerthClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #patience: number;

  constructor(deps: {
    readonly auth: AuthService;
    readonly discovery: DiscoveryService;
    readonly patience?: number;
  }) {
    this.#auth = deps.auth;
    this.#discovery = deps.discovery;
    this.#patience = deps.patience ?? PATIENCE;
  }

  /** All of them, page by page. @throws ResponseError */
  registries(): Promise<readonly Registry[]> {
    return this.#all<Registry>(
      async path => (await this.#get(path)) as RegistryList,
      '/registries',
    );
  }

  selections(): Promise<readonly Selection[]> {
    return this.#all<Selection>(
      async path => (await this.#get(path)) as SelectionList,
      '/selections',
    );
  }

  async #all<Item>(
    read: (path: string) => Promise<{
      readonly items: readonly Item[];
      readonly pageInfo: { readonly nextCursor?: string };
    }>,
    path: string,
  ): Promise<readonly Item[]> {
    const found: Item[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor && { cursor }) });
      const { items, pageInfo } = await read(`${path}?${query.toString()}`);
      found.push(...items);
      cursor = pageInfo.nextCursor;
    }
    return found;
  }

  async #get(path: string): Promise<unknown> {
    const baseUrl = await this.#discovery.getBaseUrl('berth');
    const onBehalfOf = await this.#auth.getOwnServiceCredentials();
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf,
      targetPluginId: 'berth',
    });
    const headers = { authorization: `Bearer ${token}` };
    const signal = AbortSignal.timeout(this.#patience);
    const response = await fetch(`${baseUrl}/v1${path}`, { headers, signal });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }
}
