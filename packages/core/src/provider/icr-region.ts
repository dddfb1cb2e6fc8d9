/**
 * The regions of IBM Cloud, and the first part of the host of their registry.
 *
 * Source: https://cloud.ibm.com/docs/Registry?topic=Registry-registry_overview
 */
export const icrRegions: ReadonlyMap<string, string> = new Map([
  ['au-syd', 'au'],
  ['br-sao', 'br'],
  ['ca-mon', 'ca2'],
  ['ca-tor', 'ca'],
  ['eu-de', 'de'],
  ['eu-es', 'es'],
  ['eu-gb', 'uk'],
  ['in-che', 'in'],
  ['in-mum', 'in2'],
  ['jp-osa', 'jp2'],
  ['jp-tok', 'jp'],
  ['us-south', 'us'],
]);

/** `us` and `us-south` give `us.icr.io`; `global` gives `icr.io`. */
export function icrHost(region: string): string | undefined {
  if (region === 'global') return 'icr.io';
  const isShort = [...icrRegions.values()].includes(region);
  const short = isShort ? region : icrRegions.get(region);
  return short === undefined ? undefined : `${short}.icr.io`;
}
