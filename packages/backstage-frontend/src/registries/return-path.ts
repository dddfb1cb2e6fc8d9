import { useSearchParams } from 'react-router-dom';
import { usePageLinks } from './page-links.ts';

/** Where a form leads when it is done: to the page that led to it, or else to the list. */
export function useReturnPath(): string {
  const links = usePageLinks();
  const [parameters] = useSearchParams();
  return ownPath(parameters.get('returnTo')) ?? links.list;
}

/** A link to the form can be written by anybody: it never leads to another site. */
export function ownPath(text: string | null): string | undefined {
  if (text === null || !text.startsWith('/') || !URL.canParse(text, PORTAL)) return undefined;
  const { origin, pathname, search } = new URL(text, PORTAL);
  // A browser reads two slashes as the name of a server.
  return origin === PORTAL && !pathname.startsWith('//') ? pathname + search : undefined;
}

const PORTAL = 'http://portal.invalid';
