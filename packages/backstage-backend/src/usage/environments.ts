import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { SelectionStore } from '../store/selection-store.ts';

/** The environments that there are: nobody makes them, they are named. */
export class Environments {
  readonly #knex: Knex;
  readonly #configured: readonly string[];

  constructor(deps: { readonly config: RootConfigService; readonly knex: Knex }) {
    this.#knex = deps.knex;
    this.#configured = deps.config.getOptionalStringArray('berth.environments') ?? [];
  }

  /** Those that are configured, and those that somebody has chosen for; sorted. */
  async all(): Promise<readonly string[]> {
    return this.#with(await this.#chosen());
  }

  /** Those whose annotations are looked for: anybody may choose for any number, and so slow it. */
  async ofAnnotations(): Promise<readonly string[]> {
    return this.#with((await this.#chosen()).slice(0, MOST_CHOSEN));
  }

  #chosen(): Promise<readonly string[]> {
    return new SelectionStore(this.#knex).environments();
  }

  #with(chosen: readonly string[]): readonly string[] {
    return [...new Set([...this.#configured, ...chosen])].sort();
  }
}

/** The catalog is asked about each by a parameter of its own. */
const MOST_CHOSEN = 50;
