/** One of AWS's clouds, which share no accounts: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
export interface AwsPartition {
  /** The second part of every ARN in it. */
  readonly id: string;
  /** How the names of its regions begin. */
  readonly regions: RegExp;
  readonly domain: string;
  /** Of the API's hosts that have IPv6 addresses too. */
  readonly dualStackDomain: string;
  /** Whom STS takes an identity token for. */
  readonly audience: string;
}

const AUDIENCE = 'sts.amazonaws.com';

/** By the endpoint rules that AWS publishes with its SDKs; more special names stand first. */
const PARTITIONS: readonly AwsPartition[] = [
  {
    id: 'aws-cn',
    regions: /^cn-/,
    domain: 'amazonaws.com.cn',
    dualStackDomain: 'api.amazonwebservices.com.cn',
    // https://github.com/aws-actions/configure-aws-credentials#audience
    audience: `${AUDIENCE}.cn`,
  },
  partition('aws-us-gov', /^us-gov-/, 'amazonaws.com', 'api.aws'),
  partition('aws-eusc', /^eusc-/, 'amazonaws.eu', 'api.amazonwebservices.eu'),
  partition('aws-iso', /^us-iso-/, 'c2s.ic.gov', 'api.aws.ic.gov'),
  partition('aws-iso-b', /^us-isob-/, 'sc2s.sgov.gov', 'api.aws.scloud'),
  partition('aws-iso-e', /^eu-isoe-/, 'cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'),
  partition('aws-iso-f', /^us-isof-/, 'csp.hci.ic.gov', 'api.aws.hci.ic.gov'),
  // Every other region, also one that is opened tomorrow.
  partition('aws', /^/, 'amazonaws.com', 'api.aws'),
];

export function partitionOf(region: string): AwsPartition {
  const found = PARTITIONS.find(({ regions }) => regions.test(region));
  if (found === undefined) throw new Error(`No partition has the region "${region}".`);
  return found;
}

function partition(
  id: string,
  regions: RegExp,
  domain: string,
  dualStackDomain: string,
): AwsPartition {
  return { id, regions, domain, dualStackDomain, audience: AUDIENCE };
}
