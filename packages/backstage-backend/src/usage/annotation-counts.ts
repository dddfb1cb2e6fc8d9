import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ANNOTATION } from './annotated-apps.ts';
import type { Environments } from './environments.ts';

/** By the name of the registry. */
type Counts = ReadonlyMap<string, number>;

/** Milliseconds that an answer of the catalog is good for, that a first one is waited for, ... */
const FRESH = 30_000;
const PATIENCE = 200;
/** ... and that a question may take. */
const LONGEST = 10_000;

/**
 * How many annotations name each registry. Lists show it, and wait for the catalog only if nothing
 * is known yet, and then for an instant.
 */
export class AnnotationCounts {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #environments: Environments;
  #last: { readonly counts: Counts | undefined; readonly at: number } | undefined;
  /** Ends when the answer is there, or nobody should wait for it any longer. */
  #asking: Promise<unknown> | undefined;

  constructor(deps: {
    readonly catalog: CatalogService;
    readonly auth: AuthService;
    readonly environments: Environments;
  }) {
    this.#catalog = deps.catalog;
    this.#auth = deps.auth;
    this.#environments = deps.environments;
  }

  /** @returns undefined while the catalog cannot be asked. */
  async counts(): Promise<Counts | undefined> {
    const isFresh = this.#last !== undefined && Date.now() - this.#last.at < FRESH;
    if (!isFresh) this.#asking ??= this.#begin();
    if (this.#last === undefined) await this.#asking;
    return this.#last?.counts;
  }

  #begin(): Promise<unknown> {
    const answer = within(LONGEST, this.#ask())
      .catch(() => undefined)
      .then(counts => {
        this.#last = { counts, at: Date.now() };
        this.#asking = undefined;
      });
    return within(PATIENCE, answer).catch(() => undefined);
  }

  async #ask(): Promise<Counts> {
    const environments = await this.#environments.ofAnnotations();
    // The catalog looks keys up without case: two environments may be one to it.
    const own = new Set(environments.map(name => `${ANNOTATION}.${name.toLowerCase()}`));
    const keys = [ANNOTATION, ...own];
    const request = { facets: keys.map(key => `metadata.annotations.${key}`) };
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { facets } = await this.#catalog.getEntityFacets(request, { credentials });
    const counts = new Map<string, number>();
    for (const { value, count } of Object.values(facets).flat()) {
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
    return counts;
  }
}

/** @throws Error when it takes longer; what was asked goes on. */
async function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It takes too long.')), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
