import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { ErrorRequestHandler } from 'express';
import { UnopenedSecretError } from '../credential/unopened-secret-error.ts';
import { answeredError, isForeseen } from './answered-error.ts';
import { TooManyRequestsError } from './too-many-requests-error.ts';

/** Turns what is thrown into what Backstage answers. */
export function errorMiddleware(logger: LoggerService): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (error instanceof TooManyRequestsError) response.set('Retry-After', `${error.retryAfter}`);
    // Whoever looks after Berth wants to know of it, and its message holds nothing.
    if (error instanceof UnopenedSecretError) logger.error(error.message);
    if (!isForeseen(error)) logger.error(`Request failed unexpectedly: ${whereabouts(error)}`);
    next(answeredError(error));
  };
}

/** The name and the stack without the message, which may quote a value. */
function whereabouts(error: unknown): string {
  if (!isError(error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const stack = error.stack?.split('\n').filter(line => /^\s+at /.test(line)) ?? [];
  return [`${error.name}${code}`, ...stack].join('\n');
}
