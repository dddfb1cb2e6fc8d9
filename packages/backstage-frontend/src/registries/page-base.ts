import { useResolvedPath } from 'react-router-dom';

/** Where the app has mounted this page, whichever frontend system mounts it. */
export function usePageBase(): string {
  return useResolvedPath('.').pathname.replace(/\/+$/, '');
}
