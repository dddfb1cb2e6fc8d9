import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { SelectionStore } from '../store/selection-store.ts';

/** The environments that there are: nobody makes them, they are named. */
export class Environments {
  readonly #knex: Knex;
  /** Those that every app has; sorted. */
  readonly configured: readonly string[];

  constructor(deps: { readonly config: RootConfigService; readonly knex: Knex }) {
    this.#knex = deps.knex;
    const configured = deps.config.getOptionalStringArray('berth.environments') ?? [];
    this.configured = [...new Set(configured)].sort();
  }

  /** Those that are configured, and the first that somebody has chosen for; sorted. */
  async all(): Promise<readonly string[]> {
    return this.#with(await this.#chosen(MOST_LISTED));
  }

  /** Those whose annotations are looked for: anybody may choose for any number, and so slow it. */
  async ofAnnotations(): Promise<readonly string[]> {
    return this.#with(await this.#chosen(MOST_SEARCHED));
  }

  #chosen(most: number): Promise<readonly string[]> {
    return new SelectionStore(this.#knex).environments(most);
  }

  #with(chosen: readonly string[]): readonly string[] {
    return [...new Set([...this.configured, ...chosen])].sort();
  }
}

/** Every preview may be one. */
const MOST_LISTED = 500;
/** The catalog is asked about each by a parameter of its own. */
const MOST_SEARCHED = 50;
