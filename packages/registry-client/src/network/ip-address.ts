/** An address of IPv4 or IPv6 as a number. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface IpRange extends IpAddress {
  /** How many of the first bits count. */
  readonly prefix: number;
}

/** Reads an address as resolvers and URLs write it, without brackets; `undefined` for what is none. */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return ipv4(text.split('.').map(Number));
  // A zone stands behind addresses of this machine's own links: `fe80::1%eth0`.
  const bare = text.replace(/%.*$/, '');
  if (!bare.includes(':') || !URL.canParse(`http://[${bare}]`)) return undefined;
  return ipv6(new URL(`http://[${bare}]`).hostname.slice(1, -1));
}

/** `10.0.0.0/8`, or one address. */
export function parseIpRange(text: string): IpRange | undefined {
  const [network = '', size, ...rest] = text.split('/');
  const address = parseIpAddress(network);
  if (address === undefined || rest.length > 0) return undefined;
  if (size === undefined) return { ...address, prefix: address.bits };
  const isSize = /^\d{1,3}$/.test(size) && Number(size) <= address.bits;
  return isSize ? { ...address, prefix: Number(size) } : undefined;
}

export function isWithin({ bits, value }: IpAddress, range: IpRange): boolean {
  const rest = BigInt(bits - range.prefix);
  return bits === range.bits && value >> rest === range.value >> rest;
}

/** The IPv4 address in 32 bits of another one, of which `below` bits come after it. */
export function ipv4Within({ value }: IpAddress, below: number): IpAddress {
  return { bits: 32, value: (value >> BigInt(below)) & 0xffff_ffffn };
}

function ipv4(bytes: readonly number[]): IpAddress | undefined {
  if (bytes.some(byte => byte > 255)) return undefined;
  return { bits: 32, value: joined(bytes, 8n) };
}

/** As URLs write it: in hexadecimal, at most one `::`. */
function ipv6(text: string): IpAddress {
  const [head = [], tail = []] = text
    .split('::')
    .map(part => (part === '' ? [] : part.split(':').map(group => parseInt(group, 16))));
  const zeros = new Array<number>(8 - head.length - tail.length).fill(0);
  return { bits: 128, value: joined([...head, ...zeros, ...tail], 16n) };
}

function joined(parts: readonly number[], size: bigint): bigint {
  return parts.reduce((value, part) => (value << size) | BigInt(part), 0n);
}
