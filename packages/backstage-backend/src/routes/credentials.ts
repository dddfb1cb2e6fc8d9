import { credentialReadPermission } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import type { CredentialService } from '../credential/credential-service.ts';
import { viewCredential, viewCredentials } from '../credential/credential-view.ts';
import type { OperationHandlers } from '../http/operation-handler.ts';
import { etagOf } from '../http/preconditions.ts';
import { CredentialStore } from '../store/credential-store.ts';
import { DEFAULT_LIMIT, parseSort } from '../store/page.ts';

type CredentialOperation =
  'listCredentials' | 'getCredential' | 'putCredential' | 'deleteCredential';

/** `/credentials`. */
export function credentialRoutes(deps: {
  readonly knex: Knex;
  readonly credentials: CredentialService;
}): OperationHandlers<CredentialOperation> {
  const { knex, credentials } = deps;
  return {
    async listCredentials({ query, caller }) {
      const { limit = DEFAULT_LIMIT, cursor, sort = 'name', ...filters } = query;
      const readable = await caller.readable(credentialReadPermission);
      const expiresBefore = filters.expiresBefore && new Date(filters.expiresBefore).toISOString();
      const page = await new CredentialStore(knex).list(
        {
          ...filters,
          owner: filters.owner?.map(ref => ref.toLowerCase()),
          expiresBefore,
          readable,
        },
        { limit, cursor, sort: parseSort(sort), filters },
      );
      const { totalItems, nextCursor } = page;
      const items = await viewCredentials(knex, page.items, caller);
      return {
        body: { items, totalItems, pageInfo: nextCursor === undefined ? {} : { nextCursor } },
      };
    },

    async getCredential({ path, caller }) {
      const credential = await credentials.get(path.name, caller);
      const body = await viewCredential(knex, credential, caller);
      return { body, etag: etagOf(credential) };
    },

    async putCredential({ path, body, ...options }) {
      const { credential, isNew } = await credentials.put(path.name, body, options);
      return {
        status: isNew ? 201 : 200,
        body: await viewCredential(knex, credential, options.caller),
        etag: etagOf(credential),
      };
    },

    async deleteCredential({ path, ...options }) {
      await credentials.delete(path.name, options);
      return { status: 204 };
    },
  };
}
