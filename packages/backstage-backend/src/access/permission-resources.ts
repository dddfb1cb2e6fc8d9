import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { berthPermissions } from '@berth/backstage-plugin-berth-common';
import type { Knex } from 'knex';
import { CredentialStore } from '../store/credential-store.ts';
import { RegistryStore } from '../store/registry-store.ts';
import type { AccessSubject } from './access-filter.ts';
import {
  credentialResourceRef,
  credentialRules,
  registryResourceRef,
  registryRules,
  selectionResourceRef,
  selectionRules,
} from './permission-rules.ts';

/**
 * Tells Backstage what a policy may speak of. Registries and credentials are referred to by name or
 * id, apps by their entity reference.
 */
export function registerPermissions(
  registry: PermissionsRegistryService,
  knex: Knex,
  ownerOfApp: (ref: string) => Promise<string | undefined>,
): void {
  registry.addPermissions(berthPermissions);
  registry.addResourceType({
    resourceRef: registryResourceRef,
    rules: Object.values(registryRules),
    getResources: found(ref => new RegistryStore(knex).find(ref)),
  });
  registry.addResourceType({
    resourceRef: credentialResourceRef,
    rules: Object.values(credentialRules),
    getResources: found(ref => new CredentialStore(knex).find(ref)),
  });
  registry.addResourceType({
    resourceRef: selectionResourceRef,
    rules: Object.values(selectionRules),
    getResources: found(async ref => ({ owner: await ownerOfApp(ref) })),
  });
}

function found(find: (ref: string) => Promise<AccessSubject | undefined>) {
  return (refs: string[]) => Promise.all(refs.map(find));
}
