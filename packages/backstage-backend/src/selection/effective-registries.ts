import type { CompoundEntityRef } from '@backstage/catalog-model';
import { registryReadPermission } from '@berth/backstage-plugin-berth-common';
import {
  resolveRegistry,
  type EffectiveRegistry,
  type RegistrySelection,
  type RegistryUser,
} from '@berth/core';
import type { Knex } from 'knex';
import { registryUserOf } from '../app/app.ts';
import type { AppCatalog, AppLineage } from '../app/app-catalog.ts';
import { RegistryStore } from '../store/registry-store.ts';
import { SelectionStore } from '../store/selection-store.ts';
import type { StoredRegistry } from '../store/stored-registry.ts';
import type { StoredSelection } from '../store/stored-selection.ts';
import { requireReading, type Asker } from './selection-service.ts';
import { NONE } from './selection-input.ts';

/** Which registry an app uses, and whether whoever asked may read it. */
export interface AskedRegistry {
  readonly app: string;
  readonly effective: EffectiveRegistry<StoredRegistry>;
  readonly isReadable: boolean;
}

/** Says which registries apps use, from what is stored and from the catalog. */
export class EffectiveRegistries {
  readonly #knex: Knex;
  readonly #apps: AppCatalog;

  constructor(deps: { readonly knex: Knex; readonly apps: AppCatalog }) {
    this.#knex = deps.knex;
    this.#apps = deps.apps;
  }

  /** @param environment without it, or with `*`, only what holds for all. */
  async ask(
    ref: CompoundEntityRef,
    environment: string | undefined,
    { caller, credentials }: Asker,
  ): Promise<AskedRegistry> {
    await requireReading(caller);
    const app = await this.#apps.get(ref, credentials);
    const effective = await this.resolve(await this.#apps.lineageOf(app), environment);
    const isReadable =
      effective.outcome === 'registry' &&
      (await caller.may(registryReadPermission, effective.registry));
    return { app: app.ref, effective, isReadable };
  }

  /** Four queries and those of reading registries, however much there is. */
  async resolve(
    { app, annotations }: AppLineage,
    environment: string | undefined,
  ): Promise<EffectiveRegistry<StoredRegistry>> {
    const user = registryUserOf(app);
    const refs = [user.ref, user.system, user.domain, user.owner].filter(isThere);
    const selections = await new SelectionStore(this.#knex).findFor(
      [...new Set(refs)],
      environment,
    );
    const registries = await this.#registriesOf(selections, annotations, environment);
    return resolveRegistry({
      app: user satisfies RegistryUser,
      ...(environment !== undefined && { environment }),
      selections: selections.map(selectionOf),
      annotations,
      registries,
    });
  }

  /** Those that somebody names, and the default. */
  async #registriesOf(
    selections: readonly StoredSelection[],
    annotations: AppLineage['annotations'],
    environment: string | undefined,
  ): Promise<readonly StoredRegistry[]> {
    const store = new RegistryStore(this.#knex);
    const keys = annotationKeys(environment);
    const annotated = Object.values(annotations).flatMap(own => keys.map(key => own[key]));
    const selected = selections.map(({ registry }) => registry?.name);
    const names = [...selected, ...annotated].filter(isThere);
    const named = await store.findByNames([...new Set(names)]);
    if (named.some(({ isDefault }) => isDefault)) return named;
    const standard = await store.findDefault();
    return standard === undefined ? named : [...named, standard];
  }
}

const ANNOTATION = 'berth.dev/registry';

/** The annotations that choose for an environment. */
function annotationKeys(environment: string | undefined): readonly string[] {
  return environment === undefined || environment === '*'
    ? [ANNOTATION]
    : [ANNOTATION, `${ANNOTATION}.${environment}`];
}

function selectionOf(selection: StoredSelection): RegistrySelection {
  const { entityRef, environment, registry, repository, pullSecretName } = selection;
  return {
    entityRef,
    environment,
    registry: registry?.name ?? NONE,
    ...(registry !== undefined && { registryId: registry.id }),
    ...(repository !== undefined && { repository }),
    ...(pullSecretName !== undefined && { pullSecretName }),
  };
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
