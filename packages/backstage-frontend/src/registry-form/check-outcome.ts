import type { Check } from '@berth/backstage-plugin-berth-common';

/** Proven, or open to everybody. */
export function isGood({ status }: Check): boolean {
  return ['OK', 'EXPIRING', 'PUBLIC'].includes(status.code);
}

/** Neither proven nor refused: only a workflow or the nodes of a cluster could tell. */
export function isUndecided({ status }: Check): boolean {
  return status.code === 'UNKNOWN';
}
