/** The domains of AWS by the beginning of a region's name; every other region is under `amazonaws.com`. */
const DOMAINS: readonly (readonly [prefix: string, domain: string, partition: string])[] = [
  ['cn-', 'amazonaws.com.cn', 'aws-cn'],
  ['us-gov-', 'amazonaws.com', 'aws-us-gov'],
  ['eusc-', 'amazonaws.eu', 'aws-eusc'],
  ['us-iso-', 'c2s.ic.gov', 'aws-iso'],
  ['us-isob-', 'sc2s.sgov.gov', 'aws-iso-b'],
  ['eu-isoe-', 'cloud.adc-e.uk', 'aws-iso-e'],
  ['us-isof-', 'csp.hci.ic.gov', 'aws-iso-f'],
];

/** The host of an account's private registry in a region. */
export function ecrHost(accountId: string, region: string): string {
  const domain = DOMAINS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com';
  return `${accountId}.dkr.ecr.${region}.${domain}`;
}

/** The second part of every ARN in that region. */
export function awsPartition(region: string): string {
  return DOMAINS.find(([prefix]) => region.startsWith(prefix))?.[2] ?? 'aws';
}
