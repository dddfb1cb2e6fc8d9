/** The two parts of a URL by which registries are told apart. */
export interface GoUrl {
  /** With its port, without a user name. */
  readonly host: string;
  /** With its leading slash, without query and fragment. */
  readonly path: string;
}

// What Go takes for a host in a URL: an IPv6 address in brackets, no colon, or a port at the end.
const HOST =
  /^(?:\[[\w.:%~-]*\](?::\d*)?|[\w.~!$&'()*+,;=<>"\u0080-\uffff-]*|[\w.~!$&'()*+,;=<>"\u0080-\uffff:-]*:\d*)$/;
const USER = /^[\w.~!$&'()*+,;=:%@-]*$/;

/**
 * Reads what stands behind `https://` as Go's `net/url` does; `undefined` where Go refuses it.
 * Source: https://pkg.go.dev/net/url#Parse
 */
export function parseGoUrl(url: string): GoUrl | undefined {
  // eslint-disable-next-line no-control-regex -- Go refuses URLs with these
  if (/[\x00-\x1f\x7f]/.test(url)) return undefined;
  const [bare = ''] = url.split(/[?#]/, 1);
  const slash = bare.indexOf('/');
  const authority = slash === -1 ? bare : bare.slice(0, slash);
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  if (!HOST.test(host) || (at !== -1 && !USER.test(authority.slice(0, at)))) return undefined;
  return { host, path: slash === -1 ? '' : bare.slice(slash) };
}

/**
 * As Go's `net.SplitHostPort`. Brackets without a port stay: the kubelet then takes them for a
 * class of characters.
 */
export function splitGoPort(host: string): { readonly name: string; readonly port: string } {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(host);
  if (!match) return { name: host, port: '' };
  return { name: match[1] ?? match[2] ?? '', port: match[3] ?? '' };
}
