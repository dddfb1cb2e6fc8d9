import { useCallback, useEffect, useState, type DependencyList } from 'react';

export type RequestState<Answer> =
  | { readonly state: 'pending' }
  | { readonly state: 'done'; readonly answer: Answer; readonly retry: () => void }
  | { readonly state: 'failed'; readonly error: Error; readonly retry: () => void };

/** Asks once, and again when what it depends on changes or somebody presses "Try again". */
export function useRequest<Answer>(
  ask: () => Promise<Answer>,
  dependencies: DependencyList,
): RequestState<Answer> {
  const [state, setState] = useState<RequestState<Answer>>({ state: 'pending' });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  useEffect(() => {
    let isCurrent = true;
    setState({ state: 'pending' });
    ask().then(
      answer => isCurrent && setState({ state: 'done', answer, retry }),
      (error: unknown) => isCurrent && setState({ state: 'failed', error: asError(error), retry }),
    );
    return () => {
      isCurrent = false;
    };
    // What `ask` closes over is in the dependencies.
  }, [...dependencies, attempt]);
  return state;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
