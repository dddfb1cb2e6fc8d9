import type { Entity } from '@backstage/catalog-model';

/** Whom to ask, for those who may not choose. */
export function whoChooses(entity: Entity): string {
  return `The registry is chosen by ${ownerOf(entity)}, or by an admin of Berth.`;
}

/** Groups choose for what they own. */
function ownerOf(entity: Entity): string {
  if (entity.kind.toLowerCase() === 'group') return 'the members of this group';
  const owners = (entity.relations ?? []).filter(({ type }) => type === 'ownedBy');
  const names = owners.map(({ targetRef }) => targetRef);
  return names.length === 0 ? 'the owner of this entity' : `its owner, ${names.join(' or ')}`;
}
