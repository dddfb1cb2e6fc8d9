import { useCallback, useEffect, useState, type DependencyList } from 'react';

export interface KeptRequest<Answer> {
  /** The last one, which stays in sight while it is asked anew. */
  readonly answer: Answer | undefined;
  readonly error: Error | undefined;
  readonly isPending: boolean;
  readonly reload: () => void;
}

interface Settled<Answer> {
  readonly answer?: Answer | undefined;
  readonly error?: Error | undefined;
}

/** Asks at once and whenever told; what another subject answered is not kept. */
export function useKeptRequest<Answer>(
  ask: () => Promise<Answer>,
  subject: DependencyList,
): KeptRequest<Answer> {
  const [settled, setSettled] = useState<Settled<Answer>>({});
  const [isPending, setPending] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const reload = useCallback(() => setAttempt(count => count + 1), []);
  useEffect(() => setSettled({}), subject);
  useEffect(() => {
    let isCurrent = true;
    const settle = (next: (before: Settled<Answer>) => Settled<Answer>) => {
      if (!isCurrent) return;
      setSettled(next);
      setPending(false);
    };
    setPending(true);
    ask().then(
      answer => settle(() => ({ answer })),
      (error: unknown) => settle(({ answer }) => ({ answer, error: asError(error) })),
    );
    return () => {
      isCurrent = false;
    };
    // What `ask` closes over is in the subject.
  }, [...subject, attempt]);
  return { answer: settled.answer, error: settled.error, isPending, reload };
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
