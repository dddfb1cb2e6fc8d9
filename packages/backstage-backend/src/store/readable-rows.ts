import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { AccessFilter, Readable } from '../access/access-filter.ts';

/** Leaves of a table with owners, and maybe scopes, what somebody may read. */
export function onlyReadable(query: Knex.QueryBuilder, readable: Readable): void {
  if (readable !== 'all') void query.where(matching(readable));
}

type Condition = (query: Knex.QueryBuilder) => void;

function matching(criteria: PermissionCriteria<AccessFilter>): Condition {
  return query => {
    if ('anyOf' in criteria) {
      for (const one of criteria.anyOf) void query.orWhere(matching(one));
    } else if ('allOf' in criteria) {
      for (const one of criteria.allOf) void query.where(matching(one));
    } else if ('not' in criteria) {
      void query.whereNot(matching(criteria.not));
    } else if ('ownedBy' in criteria) {
      // What has no owner is not owned: `not` must find it, and NULL would be neither.
      void query.whereNotNull('owner_ref').whereIn('owner_ref', [...criteria.ownedBy]);
    } else {
      const { scopedTo } = criteria;
      void query.where('is_scoped', false).orWhereIn('registries.id', inner => {
        const scopes = inner.from('registry_scope').whereIn('entity_ref', [...scopedTo]);
        void scopes.select('registry_id');
      });
    }
  };
}
