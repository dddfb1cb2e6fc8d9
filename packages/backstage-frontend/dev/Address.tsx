import { useLocation } from 'react-router-dom';

/** Where the page of a test is. */
export function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="Address">{pathname + search}</output>;
}
