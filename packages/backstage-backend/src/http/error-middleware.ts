import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import type { InvalidInputError } from '@berth/core';
import type { ErrorRequestHandler } from 'express';
import { TooManyRequestsError } from './too-many-requests-error.ts';
import { WrongRequestError } from './wrong-request-error.ts';

/**
 * Turns what is thrown into what Backstage answers. What nobody foresaw is told to nobody: messages
 * of databases and parsers quote what they were given.
 */
export function errorMiddleware(logger: LoggerService): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (isInvalidInput(error)) {
      const { field, message } = error;
      return next(new WrongRequestError([{ message, ...(field !== undefined && { field }) }]));
    }
    if (isUnreadableBody(error)) return next(unreadable(error.status));
    if (error instanceof TooManyRequestsError) response.set('Retry-After', `${error.retryAfter}`);
    if (isForeseen(error)) return next(error);
    logger.error(`Request failed unexpectedly: ${whereabouts(error)}`);
    next(new Error('Something went wrong in Berth. Try again, and ask an admin to read the log.'));
  };
}

/** By name, since two copies of core may be loaded. */
function isInvalidInput(error: unknown): error is InvalidInputError {
  return isError(error) && error.name === 'InvalidInputError';
}

/** What express's body parser throws holds the body. */
function isUnreadableBody(error: unknown): error is Error & { readonly status: number } {
  return isError(error) && 'type' in error && 'status' in error;
}

function unreadable(status: number): Error {
  if (status !== 413) {
    return new InputError('The body is no JSON. Send a JSON object, with its Content-Type.');
  }
  const error = new InputError('The body is too large. Send at most 512 kB.');
  return Object.assign(error, { statusCode: 413 });
}

const FORESEEN = new Set([
  'InputError',
  'AuthenticationError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'PreconditionFailedError',
  'ServiceUnavailableError',
  'TooManyRequestsError',
]);

function isForeseen(error: unknown): boolean {
  return isError(error) && FORESEEN.has(error.name);
}

/** The name and the stack without the message, which may quote a value. */
function whereabouts(error: unknown): string {
  if (!isError(error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const stack = error.stack?.split('\n').filter(line => /^\s+at /.test(line)) ?? [];
  return [`${error.name}${code}`, ...stack].join('\n');
}
