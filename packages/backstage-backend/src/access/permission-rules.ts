import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_CREDENTIAL,
  RESOURCE_TYPE_REGISTRY,
  RESOURCE_TYPE_SELECTION,
} from '@berth/backstage-plugin-berth-common';
import { z } from 'zod';
import type { AccessFilter, AccessSubject } from './access-filter.ts';

const resource = createPermissionResourceRef<AccessSubject, AccessFilter>();
const pluginId = 'berth';

export const registryResourceRef = resource.with({
  pluginId,
  resourceType: RESOURCE_TYPE_REGISTRY,
});
export const credentialResourceRef = resource.with({
  pluginId,
  resourceType: RESOURCE_TYPE_CREDENTIAL,
});
export const selectionResourceRef = resource.with({
  pluginId,
  resourceType: RESOURCE_TYPE_SELECTION,
});

const refs = (description: string) => z.array(z.string()).describe(description);

const owned = {
  name: 'isOwner',
  description: 'Its owner is one of these users and groups; of a selection, the owner of its app.',
  paramsSchema: z.object({ owners: refs('Such as group:default/payments.') }),
  apply: ({ owner }: AccessSubject, { owners }: { readonly owners: string[] }) =>
    owner !== undefined && lower(owners).includes(owner),
  toQuery: ({ owners }: { readonly owners: string[] }) => ({ ownedBy: lower(owners) }),
};

const isRegistryOwner = createPermissionRule({ ...owned, resourceRef: registryResourceRef });
const isCredentialOwner = createPermissionRule({ ...owned, resourceRef: credentialResourceRef });
const isSelectionOwner = createPermissionRule({ ...owned, resourceRef: selectionResourceRef });

const isInScope = createPermissionRule({
  name: 'isInScope',
  description: 'Its scope is empty, or names one of these groups, systems and domains.',
  resourceRef: registryResourceRef,
  paramsSchema: z.object({ entityRefs: refs('Such as group:default/payments.') }),
  apply: ({ scope = [] }, { entityRefs }) =>
    scope.length === 0 || lower(entityRefs).some(ref => scope.includes(ref)),
  toQuery: ({ entityRefs }) => ({ scopedTo: lower(entityRefs) }),
});

export const registryRules = { isOwner: isRegistryOwner, isInScope };
export const credentialRules = { isOwner: isCredentialOwner };
export const selectionRules = { isOwner: isSelectionOwner };

/** What a policy says about registries: `registryConditions.isInScope({ entityRefs })`. */
export const {
  conditions: registryConditions,
  createConditionalDecision: createRegistryConditionalDecision,
} = createConditionExports({ resourceRef: registryResourceRef, rules: registryRules });

/** What a policy says about credentials: `credentialConditions.isOwner({ owners })`. */
export const {
  conditions: credentialConditions,
  createConditionalDecision: createCredentialConditionalDecision,
} = createConditionExports({ resourceRef: credentialResourceRef, rules: credentialRules });

/** What a policy says about the selections of apps: `selectionConditions.isOwner({ owners })`. */
export const {
  conditions: selectionConditions,
  createConditionalDecision: createSelectionConditionalDecision,
} = createConditionExports({ resourceRef: selectionResourceRef, rules: selectionRules });

/** As Berth stores them; people write references as they like. */
function lower(refs: readonly string[]): string[] {
  return refs.map(ref => ref.toLowerCase());
}
