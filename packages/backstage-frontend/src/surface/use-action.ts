import { useCallback, useState } from 'react';
import { asError } from '../api/use-kept-request.ts';

/** Something that somebody does: it runs, and may be refused. */
export function useAction() {
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<Error>();
  const fail = useCallback((thrown: unknown) => setError(asError(thrown)), []);
  const forget = useCallback(() => setError(undefined), []);
  const run = (act: () => Promise<void>) => {
    if (isRunning) return;
    setRunning(true);
    setError(undefined);
    act()
      .catch(fail)
      .finally(() => setRunning(false));
  };
  return { isRunning, error, run, fail, forget };
}
