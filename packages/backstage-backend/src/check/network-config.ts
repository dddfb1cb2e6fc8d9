import type { Config } from '@backstage/config';
import { NetworkPolicy, type AllowedTarget } from '@berth/registry-client';

/** @throws InvalidInputError for a target that is none. */
export function readNetworkPolicy(config: Config): NetworkPolicy {
  const setting = 'berth.network.allow';
  const allow = config.getOptionalConfigArray(setting) ?? [];
  return new NetworkPolicy({ setting, allow: allow.map(targetIn) });
}

function targetIn(config: Config): AllowedTarget {
  const host = config.getOptionalString('host');
  const cidr = config.getOptionalString('cidr');
  const port = config.getOptionalNumber('port');
  return {
    ...(host !== undefined && { host }),
    ...(cidr !== undefined && { cidr }),
    ...(port !== undefined && { port }),
  };
}
