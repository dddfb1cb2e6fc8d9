import { BlockList, isIP } from 'node:net';

/**
 * Whether `NO_PROXY` names this URL's host: a name stands for itself and what is under it, with or
 * without a leading dot or `*.`; an address, a block such as `10.0.0.0/8`, and `*` are known too;
 * `:port` limits an entry to that port. Loopback is never proxied. As Go and curl do.
 */
export function bypassesProxy(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .some(entry => matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = '', ofPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [entry, entry];
  if (ofPort !== undefined && ofPort !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '');
  const family = familyOf(host);
  if (family !== undefined) return containsAddress(bare, host, family);
  const domain = bare.replace(/^\*?\./, '').replace(/\.$/, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

type Family = 'ipv4' | 'ipv6';

function familyOf(address: string): Family | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}

function containsAddress(entry: string, address: string, family: Family): boolean {
  const [network = '', prefix] = entry.split('/');
  if (familyOf(network) !== family) return false;
  const bits = prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix);
  const block = new BlockList();
  try {
    block.addSubnet(network, bits, family);
  } catch {
    // Nobody meant "10.0.0.0/99".
    return false;
  }
  return block.check(address, family);
}
