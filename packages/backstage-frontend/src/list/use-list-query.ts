import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What of a list is wanted, which is in the URL: a link shows the same. */
export function useListQuery<Query extends object>(
  parse: (parameters: URLSearchParams) => Query,
  format: (query: Query) => URLSearchParams,
) {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.toString();
  const query = useMemo(() => parse(new URLSearchParams(text)), [text, parse]);
  const change = useCallback(
    (changed: Partial<Query>) =>
      setParameters(now => format({ ...parse(now), ...changed }), { replace: true }),
    [setParameters, parse, format],
  );
  return { query, change };
}
