import { InputError } from '@backstage/errors';
import type { ErrorCode } from '@berth/backstage-plugin-berth-common';
import type { RequestProblem } from './request-problems.ts';

/** 400, with the fields that are wrong; its own fields become part of Backstage's error body. */
export class WrongRequestError extends InputError {
  readonly code: ErrorCode | undefined;
  readonly field: string | undefined;
  readonly problems: readonly RequestProblem[];

  constructor(problems: readonly RequestProblem[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.name = 'InputError';
    this.code = problems[0]?.code;
    this.field = problems[0]?.field;
    this.problems = problems;
  }
}
