import { useLocation, useParams } from 'react-router-dom';

/** Where the app has mounted this page, whichever frontend system mounts it. */
export function usePageBase(): string {
  const { pathname } = useLocation();
  const rest = useParams()['*'] ?? '';
  return pathname.slice(0, pathname.length - rest.length).replace(/\/+$/, '');
}
