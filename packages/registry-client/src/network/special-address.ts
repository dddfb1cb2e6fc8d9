import { ipv4Within, isWithin, parseIpRange, type IpAddress, type IpRange } from './ip-address.ts';

/**
 * Whether an address is one of the internet's: not of a private, local, shared or reserved network,
 * nor a multicast group, nor IPv6 that stands for an address of IPv4.
 *
 * https://www.iana.org/assignments/iana-ipv4-special-registry/,
 * https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
export function isPublic(address: IpAddress): boolean {
  if (address.bits === 32) return !isAny(address, NOT_PUBLIC_IPV4);
  return isWithin(address, GLOBAL_UNICAST) && !isAny(address, NOT_PUBLIC_IPV6);
}

/**
 * Whether clouds keep what they tell their machines there, keys among it. Link-local IPv4 is refused
 * as a whole, since each cloud has other numbers in it.
 */
export function isMetadataAddress(address: IpAddress): boolean {
  return isAny(address, METADATA) || embeddedIpv4(address).some(one => isAny(one, METADATA));
}

/** The addresses of IPv4 that a gateway, a tunnel or the system may reach by this one of IPv6. */
export function embeddedIpv4(address: IpAddress): readonly IpAddress[] {
  return EMBEDDING.filter(([range]) => isWithin(address, range)).map(([, read]) => read(address));
}

function isAny(address: IpAddress, ranges: readonly IpRange[]): boolean {
  return ranges.some(range => isWithin(address, range));
}

function range(text: string): IpRange {
  const parsed = parseIpRange(text);
  if (parsed === undefined) throw new Error(`"${text}" is no range.`);
  return parsed;
}

const NOT_PUBLIC_IPV4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
].map(range);

/** All that is given out to networks is in here; `::/8`, `fc00::/7`, `fe80::/10`, `ff00::/8` are not. */
const GLOBAL_UNICAST = range('2000::/3');

const NOT_PUBLIC_IPV6 = [
  ...['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'],
].map(range);

const METADATA = [
  '169.254.0.0/16',
  // Alibaba, Azure's wire server, Oracle.
  ...['100.100.100.200', '168.63.129.16', '192.0.0.192'],
  // AWS, Google, Scaleway, OpenStack.
  ...['fd00:ec2::/32', 'fd20:ce::254', 'fd00:42::42', 'fe80::a9fe:a9fe'],
].map(range);

type ReadIpv4 = (address: IpAddress) => IpAddress;

const last: ReadIpv4 = address => ipv4Within(address, 0);

const EMBEDDING: readonly (readonly [IpRange, ReadIpv4])[] = [
  // Mapped and compatible (RFC 4291, 2.5.5), translated (RFC 2765).
  [range('::ffff:0:0/96'), last],
  [range('::/96'), last],
  [range('::ffff:0:0:0/96'), last],
  // NAT64: RFC 6052, RFC 8215; the second may also hold it behind 48 bits, around the byte 8.
  [range('64:ff9b::/96'), last],
  [range('64:ff9b:1::/48'), last],
  [range('64:ff9b:1::/48'), around48],
  // 6to4 (RFC 3056), Teredo (RFC 4380), whose client is written upside down.
  [range('2002::/16'), address => ipv4Within(address, 80)],
  [range('2001::/32'), ({ value, bits }) => last({ bits, value: ~value & ALL })],
  [range('2001::/32'), address => ipv4Within(address, 64)],
];

const ALL = (1n << 128n) - 1n;

function around48({ value }: IpAddress): IpAddress {
  const [high, low] = [(value >> 64n) & 0xffffn, (value >> 40n) & 0xffffn];
  return { bits: 32, value: (high << 16n) | low };
}
