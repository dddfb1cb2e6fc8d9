import { parseGoUrl, splitGoPort } from './go-url.ts';

/** A key of a pull secret as the kubelet understands it: a pattern for hosts, and a path. */
export interface KubeletKey {
  readonly host: string;
  readonly path: string;
}

/**
 * Reads a key as a URL, as the kubelet does; `undefined` where it ignores the key. The path loses
 * its `/v1` or `/v2` only with a slash behind it, and a path of one slash is none.
 */
export function parseKubeletKey(key: string): KubeletKey | undefined {
  const url = parseGoUrl(key.replace(/^https?:\/\//, ''));
  if (url === undefined) return undefined;
  const path = /^\/v[12]\//.test(url.path) ? url.path.slice('/v1'.length) : url.path;
  return { host: url.host, path: path === '/' ? '' : path };
}

/** Whether this key serves the image of this name: same port, label by label, path by its start. */
export function kubeletKeyMatches(key: KubeletKey, imageName: string): boolean {
  const image = parseGoUrl(imageName);
  if (image === undefined || !image.path.startsWith(key.path)) return false;
  const wanted = splitGoPort(image.host);
  const pattern = splitGoPort(key.host);
  const labels = wanted.name.split('.');
  const globs = pattern.name.split('.');
  if (pattern.port !== wanted.port || globs.length !== labels.length) return false;
  return globs.every((glob, index) => globMatches(glob, labels[index] ?? ''));
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
