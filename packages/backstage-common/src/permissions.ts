import { createPermission } from '@backstage/plugin-permission-common';

export const RESOURCE_TYPE_REGISTRY = 'berth-registry';
export const RESOURCE_TYPE_CREDENTIAL = 'berth-credential';
/** An app, as somebody who may choose for it. */
export const RESOURCE_TYPE_SELECTION = 'berth-selection';

export const registryReadPermission = createPermission({
  name: 'berth.registry.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_REGISTRY,
});

export const registryCreatePermission = createPermission({
  name: 'berth.registry.create',
  attributes: { action: 'create' },
});

export const registryUpdatePermission = createPermission({
  name: 'berth.registry.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_REGISTRY,
});

export const registryDeletePermission = createPermission({
  name: 'berth.registry.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_REGISTRY,
});

/** To select it for an app. */
export const registryUsePermission = createPermission({
  name: 'berth.registry.use',
  attributes: {},
  resourceType: RESOURCE_TYPE_REGISTRY,
});

/** To have its stored login proven now. */
export const registryCheckPermission = createPermission({
  name: 'berth.registry.check',
  attributes: {},
  resourceType: RESOURCE_TYPE_REGISTRY,
});

export const credentialReadPermission = createPermission({
  name: 'berth.credential.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CREDENTIAL,
});

export const credentialCreatePermission = createPermission({
  name: 'berth.credential.create',
  attributes: { action: 'create' },
});

/** To change it, and to have a registry use it. */
export const credentialUpdatePermission = createPermission({
  name: 'berth.credential.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CREDENTIAL,
});

export const credentialDeletePermission = createPermission({
  name: 'berth.credential.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_CREDENTIAL,
});

export const selectionUpdatePermission = createPermission({
  name: 'berth.selection.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_SELECTION,
});

/** The only permission whose use makes a secret leave. */
export const pullSecretExportPermission = createPermission({
  name: 'berth.pull-secret.export',
  attributes: {},
  resourceType: RESOURCE_TYPE_REGISTRY,
});

export const eventReadPermission = createPermission({
  name: 'berth.event.read',
  attributes: { action: 'read' },
});

export const berthPermissions = [
  registryReadPermission,
  registryCreatePermission,
  registryUpdatePermission,
  registryDeletePermission,
  registryUsePermission,
  registryCheckPermission,
  credentialReadPermission,
  credentialCreatePermission,
  credentialUpdatePermission,
  credentialDeletePermission,
  selectionUpdatePermission,
  pullSecretExportPermission,
  eventReadPermission,
];
