import { quoted } from '../quoted.ts';

/** Why something is refused, and what to do; two sentences without their full stops. */
export interface Problem {
  readonly reason: string;
  readonly nextStep: string;
}

/**
 * Says what is wrong with the host of a registry, or nothing.
 *
 * The rule is that of image references, a DNS name or an IPv6 address in brackets, with the lengths
 * of RFC 1035 section 2.3.4.
 */
export function hostProblem(host: string): Problem | undefined {
  if (host.startsWith('-')) return { reason: 'it begins with "-"', nextStep: EXAMPLE };
  if (host.startsWith('[')) return isIPv6(host) ? undefined : NOT_IPV6;
  if (host.endsWith('.')) return ENDS_WITH_DOT;
  if (host.length > 253) {
    return { reason: `the host is ${host.length} characters long`, nextStep: 'Use at most 253' };
  }
  return labelProblem(host);
}

const EXAMPLE = 'Write one host, such as ghcr.io or registry.example.com:5000';

const NOT_IPV6 = {
  reason: 'it is not an IPv6 address',
  nextStep: 'Write it as [2001:db8::1]:5000',
};

const ENDS_WITH_DOT = {
  reason: 'clients find no login under a host that ends with "."',
  nextStep: 'Leave the dot out',
};

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

function labelProblem(host: string): Problem | undefined {
  const character = /[^a-z0-9.-]/iu.exec(host)?.[0];
  if (character !== undefined) {
    const reason = `${quoted(character)} cannot be in the host of a registry`;
    return { reason, nextStep: EXAMPLE };
  }
  const label = host.split('.').find(label => !LABEL.test(label) || label.length > 63);
  if (label === undefined) return undefined;
  if (label === '') return { reason: 'a part of the host is empty', nextStep: EXAMPLE };
  if (label.length > 63) {
    return { reason: 'a part of the host is longer than 63 characters', nextStep: 'Shorten it' };
  }
  return { reason: `"${label}" begins or ends with "-"`, nextStep: EXAMPLE };
}

function isIPv6(host: string): boolean {
  // References know no zone and no dotted end; the platform knows the rest of the grammar.
  if (!/^\[[0-9a-f:]{2,39}\]$/i.test(host)) return false;
  try {
    return new URL(`http://${host}`).hostname !== '';
  } catch {
    return false;
  }
}
