import type { Answer } from './berth-backend.ts';

/** The error of an answer, without its stack, and without problems that say the same as its message. */
export function errorOf({ body }: Answer): Readonly<Record<string, unknown>> {
  const { error } = body as { readonly error: Readonly<Record<string, unknown>> };
  const told = Object.entries(error).filter(([name]) => name !== 'stack' && name !== 'problems');
  return Object.fromEntries(told);
}
