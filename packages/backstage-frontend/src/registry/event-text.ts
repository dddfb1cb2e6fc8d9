import type { Event } from '@berth/backstage-plugin-berth-common';

const DEEDS: Readonly<Record<Event['action'], string>> = {
  'registry.create': 'added the registry',
  'registry.update': 'changed the registry',
  'registry.delete': 'deleted the registry',
  'credential.create': 'added the credential',
  'credential.update': 'changed the credential',
  'credential.delete': 'deleted the credential',
  'selection.create': 'chose a registry',
  'selection.update': 'changed the choice',
  'selection.delete': 'took back the choice',
  'pull-secret.export': 'exported a pull secret',
};

/** What was done, to go behind who did it. */
export function deedText({ action, outcome, target }: Event): string {
  const name = target.slice(target.indexOf(':') + 1);
  const text = action.startsWith('selection.')
    ? `${DEEDS[action]} of ${target}`
    : `${DEEDS[action]} ${action === 'pull-secret.export' ? 'of ' : ''}${name}`;
  return outcome === 'failed' ? `tried, and it failed: ${text}` : text;
}

/** `server: "a" → "b"`; of a secret there are fingerprints only. */
export function changeText({ field, before, after }: Event['changes'][number]): string {
  if (before === undefined) return `${field}: ${after ?? 'changed'}`;
  return `${field}: ${before} → ${after ?? 'nothing'}`;
}
