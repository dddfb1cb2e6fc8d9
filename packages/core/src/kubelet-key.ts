/** A key of a pull secret as the kubelet understands it: a pattern for hosts, and a path. */
export interface KubeletKey {
  readonly host: string;
  readonly path: string;
}

// What Go takes for a host in a URL: an IPv6 address in brackets, no colon, or a port at the end.
const HOST =
  /^(?:\[[\w.:%~-]*\](?::\d*)?|[\w.~!$&'()*+,;=<>"\u0080-\uffff-]*|[\w.~!$&'()*+,;=<>"\u0080-\uffff:-]*:\d*)$/;
const USER = /^[\w.~!$&'()*+,;=:%@-]*$/;

/**
 * Reads a key as a URL, as the kubelet does; `undefined` where it ignores the key. The path loses
 * its `/v1` or `/v2` only with a slash behind it, and a path of one slash is none.
 */
export function parseKubeletKey(key: string): KubeletKey | undefined {
  const url = splitUrl(key.replace(/^https?:\/\//, ''));
  if (url === undefined) return undefined;
  const path = /^\/v[12]\//.test(url.path) ? url.path.slice('/v1'.length) : url.path;
  return { host: url.host, path: path === '/' ? '' : path };
}

/** Whether this key serves the image of this name: same port, label by label, path by its start. */
export function kubeletKeyMatches(key: KubeletKey, imageName: string): boolean {
  const image = splitUrl(imageName);
  if (image === undefined || !image.path.startsWith(key.path)) return false;
  const wanted = splitPort(image.host);
  const pattern = splitPort(key.host);
  const labels = wanted.name.split('.');
  const globs = pattern.name.split('.');
  if (pattern.port !== wanted.port || globs.length !== labels.length) return false;
  return globs.every((glob, index) => globMatches(glob, labels[index] ?? ''));
}

function splitUrl(url: string): KubeletKey | undefined {
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

/** Brackets without a port stay, and are then a class of characters to the kubelet. */
function splitPort(host: string): { readonly name: string; readonly port: string } {
  const match = /^(?:\[([^\]]*)\]|([^:]*)):(\d*)$/.exec(host);
  if (!match) return { name: host, port: '' };
  return { name: match[1] ?? match[2] ?? '', port: match[3] ?? '' };
}

/** `*` stands for any characters of one label. */
function globMatches(glob: string, label: string): boolean {
  if (glob.startsWith('[')) return false;
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return glob === label;
  if (!label.startsWith(first) || label.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = label.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= label.length - last.length && label.endsWith(last);
}
