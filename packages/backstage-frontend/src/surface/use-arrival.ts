import { useEffect, type RefObject } from 'react';
import { useLocation } from 'react-router-dom';

/** Takes the focus on arrival by a link, since that link is gone with the page that had it. */
export function useArrival(page: RefObject<HTMLElement | null>): void {
  const { key } = useLocation();
  useEffect(() => {
    // The first address of a visit has this key: browsers begin at the top themselves.
    if (key === 'default' || document.activeElement !== document.body) return;
    page.current?.focus({ preventScroll: true });
  }, []);
}
