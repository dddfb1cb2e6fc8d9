import { InputError } from '@backstage/errors';
import type { RequestProblem } from './request-problems.ts';

/** 400, with the fields that are wrong; its own fields become part of Backstage's error body. */
export class WrongRequestError extends InputError {
  readonly field: string | undefined;
  readonly problems: readonly RequestProblem[];

  constructor(problems: readonly RequestProblem[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.name = 'InputError';
    this.field = problems[0]?.field;
    this.problems = problems;
  }
}
