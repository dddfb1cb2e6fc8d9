import { useState } from 'react';
import type { ValidatedFieldProps } from './ValidatedField.tsx';

type ToldBy = 'problem' | 'showsProblem' | 'tellsEmpty';

/** What is wrong with a field, for the kit's fields: told once it was left, or when all is to be told. */
export function useToldProblem(
  value: string,
  { problem, showsProblem, tellsEmpty }: Pick<ValidatedFieldProps, ToldBy>,
) {
  const [wasLeft, setWasLeft] = useState(false);
  const isTold = wasLeft && (value !== '' || tellsEmpty);
  const shown = isTold || showsProblem ? problem : undefined;
  return {
    onBlur: () => setWasLeft(true),
    validationBehavior: 'aria',
    // Undefined is no answer here: it leaves the last one standing.
    validate: () => shown ?? null,
  } as const;
}
