import { useEffect, useRef } from 'react';

/** Runs when the page is no longer to be seen, or is put aside for the way back. */
export function useWhenHidden(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const tell = () => {
      if (document.hidden) latest.current();
    };
    const leave = () => latest.current();
    document.addEventListener('visibilitychange', tell);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', tell);
      window.removeEventListener('pagehide', leave);
    };
  }, []);
}
