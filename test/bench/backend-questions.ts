import type { Knex } from 'knex';
import { RegistryViews } from '../../packages/backstage-backend/src/registry/registry-views.ts';
import type { RegistryFilter } from '../../packages/backstage-backend/src/store/registry-filter.ts';
import { EffectiveRegistries } from '../../packages/backstage-backend/src/selection/effective-registries.ts';
import { viewEffectiveRegistry } from '../../packages/backstage-backend/src/selection/effective-registry-view.ts';
import { parseSort, type PageRequest } from '../../packages/backstage-backend/src/store/page.ts';
import { RegistryStore } from '../../packages/backstage-backend/src/store/registry-store.ts';
import { SelectionStore } from '../../packages/backstage-backend/src/store/selection-store.ts';

type Question = () => Promise<unknown>;

/** What is asked of the services, by what it is called in the table. */
export async function backendQuestions(knex: Knex): Promise<Readonly<Record<string, Question>>> {
  const store = new RegistryStore(knex);
  const used = await store.find('r-00000');
  if (used === undefined) throw new Error('The database is not filled.');
  const list = async (filter: Partial<RegistryFilter>, limit: number, cursor?: string) => {
    const page = { sort: parseSort('name'), limit, cursor, filters: filter };
    return shown(filter, page);
  };
  const sorted = (sort: string) => {
    return shown({}, { sort: parseSort(sort), limit: 50, cursor: undefined, filters: {} });
  };
  const shown = async (filter: Partial<RegistryFilter>, page: PageRequest) => {
    const found = await store.list({ readable: 'all', ...filter }, page);
    return { ...found, items: await views.all(found.items) };
  };
  const views = viewsOf(knex);
  const usages = { registryId: used.id };
  const middle = await middleOf(list);
  return {
    'list of registries, first page': () => list({}, 50),
    'list of registries, a page in the middle': () => list({}, 50, middle),
    'list of registries, the worst first': () => sorted('status'),
    'list of registries, what ends first': () => sorted('expiresAt'),
    'list of registries, first page of 500': () => list({}, 500),
    'list of registries, of a label': () => list({ label: [['team', 't7']] }, 50),
    'list of registries, of an owner': () => list({ owner: ['group:default/g7'] }, 50),
    'list of registries, part of a name': () => list({ search: '077' }, 50),
    'effective registry, by selection': () => effective(knex, 'app-7', 'g7'),
    'effective registry, the default': () => effective(knex, 'nobody', 'g5'),
    'who uses a registry, first page': () =>
      new SelectionStore(knex).list(usages, { limit: 50, cursor: undefined }),
  };
}

/** As if the catalog had just been asked. */
function viewsOf(knex: Knex): RegistryViews {
  return new RegistryViews({ knex, annotations: { counts: () => Promise.resolve(new Map()) } });
}

/** The cursor half-way through the list. */
async function middleOf(
  list: (
    filter: object,
    limit: number,
    cursor?: string,
  ) => Promise<{ readonly totalItems: number; readonly nextCursor: string | undefined }>,
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let seen = 0, total = Infinity; seen < total / 2; seen += 500) {
    const page = await list({}, 500, cursor);
    ({ nextCursor: cursor, totalItems: total } = page);
  }
  return cursor;
}

/** Of an app with a system and a domain, in whose annotations registries are named. */
async function effective(knex: Knex, name: string, group: string): Promise<unknown> {
  const app = {
    ref: `component:default/${name}`,
    owners: [`group:default/${group}`],
    ...{ system: 'system:default/s', domain: 'domain:default/d', annotations: {} },
  };
  // What is asked here has no need of the catalog.
  const apps = undefined as never;
  const lineage = { app, annotations: {} };
  const found = await new EffectiveRegistries({ knex, apps }).resolve(lineage, 'production');
  if (found.outcome !== 'registry') throw new Error(found.reason.text);
  const asked = { app: app.ref, effective: found, isReadable: true };
  return viewEffectiveRegistry(viewsOf(knex), asked, 'production');
}
