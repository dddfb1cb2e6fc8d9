import type { RegistryResponse } from '../registry-request.ts';
import type { Digest } from '../source/digest.ts';

/** Where an upload goes. Some registries answer with a whole URL, some with a path, some relative. */
export function placeOfUpload({
  headers: { location },
  url,
}: Pick<RegistryResponse, 'headers' | 'url'>): URL | undefined {
  if (location === undefined || !URL.canParse(location, url)) return undefined;
  return new URL(location, url);
}

/** Where an upload ends. The parameters that are there hold its state: they stay as they are. */
export function endOfUpload(upload: URL, digest: Digest): string {
  const url = new URL(upload);
  url.search += `${url.search === '' ? '' : '&'}digest=${encodeURIComponent(digest)}`;
  return url.href;
}
