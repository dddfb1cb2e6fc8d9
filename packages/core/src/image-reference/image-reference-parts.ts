import { hostKind } from './image-host.ts';
import type { ImageReferenceComponent } from './image-reference-problem.ts';
import { endOfPath } from './image-reference-scanner.ts';

/** A stretch of the input. */
export interface Part {
  readonly component: ImageReferenceComponent;
  readonly start: number;
  /** As it was given. */
  readonly raw: string;
  /** The same length, with `0` for every character that has been reported already. */
  readonly text: string;
}

/** An image reference cut up, right or wrong: every character but the dividers is in one part. */
export interface ImageReferenceParts {
  readonly whole: Part;
  readonly host?: Part;
  readonly port?: Part;
  readonly path: Part;
  readonly tag?: Part;
  readonly digest?: Part;
  /** The path begins with what looks like a host (`a_b.c/d`); docker finds no registry then. */
  readonly losesRegistry: boolean;
}

/**
 * Cuts where docker cuts; where docker refuses, where the writer seems to have meant it.
 *
 * `text` is the input without stray characters, `start` the end of a scheme and
 * a user name in front of it.
 */
export function splitImageReference(raw: string, text: string, start: number): ImageReferenceParts {
  const cut = (component: ImageReferenceComponent, from: number, to: number): Part => {
    return { component, start: from, raw: raw.slice(from, to), text: text.slice(from, to) };
  };
  const at = text.indexOf('@', start);
  const nameEnd = at === -1 ? text.length : at;
  const name = text.slice(start, nameEnd);
  const before = partBeforeSlash(name);
  const pathStart = before === 'host' ? start + name.indexOf('/') + 1 : start;
  const colon = text.slice(pathStart, nameEnd).indexOf(':');
  const pathEnd = colon === -1 ? nameEnd : pathStart + colon;
  return {
    whole: cut('reference', start, text.length),
    ...(before === 'host' ? splitHost(cut('registry', start, pathStart - 1)) : {}),
    path: cut('repository', pathStart, pathEnd),
    ...(colon === -1 ? {} : { tag: cut('tag', pathEnd + 1, nameEnd) }),
    ...(at === -1 ? {} : { digest: cut('digest', at + 1, text.length) }),
    losesRegistry: before === 'lost host',
  };
}

function partBeforeSlash(name: string): 'host' | 'lost host' | 'path' {
  const slash = name.indexOf('/');
  if (slash === -1) return 'path';
  const kind = hostKind(name, slash);
  if (kind === 'host') return 'host';
  if (kind === 'namespace') return 'path';

  const first = name.slice(0, slash);
  if (endOfPath(first, 0) === slash) return 'lost host';
  // "Acme_Corp/api" and "app:feature/x" are no hosts; their writers meant a namespace and a tag.
  const isName = !first.includes('.') && /^[^:]*$|^(?!localhost:|\[)[^:]+:[^:]*[^:0-9]/.test(first);
  return isName ? 'path' : 'host';
}

function splitHost(part: Part): { readonly host: Part; readonly port?: Part } {
  const colon = part.text.indexOf(':', Math.max(part.text.indexOf(']'), 0));
  if (colon === -1 || (part.text.startsWith('[') && !part.text.includes(']'))) {
    return { host: part };
  }
  return {
    host: { ...part, raw: part.raw.slice(0, colon), text: part.text.slice(0, colon) },
    port: {
      component: 'port',
      start: part.start + colon + 1,
      raw: part.raw.slice(colon + 1),
      text: part.text.slice(colon + 1),
    },
  };
}

/** Says whether a part holds characters that were reported already, so that its length says nothing. */
export function isBlotted(part: Part): boolean {
  return part.raw !== part.text;
}
