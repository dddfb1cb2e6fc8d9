import { sliceOf } from './image-path-rules.ts';
import type { ImageReferenceParts, Part } from './image-reference-parts.ts';

/** The path as Code Engine cuts it. */
export interface CodeEngineName {
  readonly namespace?: Part;
  readonly repository: Part;
}

export function codeEngineName({ path, losesRegistry }: ImageReferenceParts): CodeEngineName {
  // Code Engine allows "_" in a registry, so it finds one where docker loses it.
  const start = losesRegistry ? path.text.indexOf('/') + 1 : 0;
  const slash = path.text.indexOf('/', start);
  if (slash === -1) return { repository: sliceOf(path, start, path.text.length) };
  return {
    namespace: sliceOf(path, start, slash),
    repository: sliceOf(path, slash + 1, path.text.length),
  };
}
