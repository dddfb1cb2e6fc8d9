import { InputError, isError } from '@backstage/errors';
import type { InvalidInputError } from '@berth/core';
import { WrongRequestError } from './wrong-request-error.ts';

/**
 * An error as callers and the audit see it. What nobody foresaw is told to nobody: messages of
 * databases and parsers quote what they were given.
 */
export function answeredError(error: unknown): Error {
  if (isInvalidInput(error)) {
    const { field, message } = error;
    return new WrongRequestError([{ message, ...(field !== undefined && { field }) }]);
  }
  if (isUnreadableBody(error)) return unreadable(error.status);
  if (isForeseen(error)) return error;
  return new Error('Something went wrong in Berth. Try again, and ask an admin to read the log.');
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

export function isForeseen(error: unknown): error is Error {
  return (
    isInvalidInput(error) || isUnreadableBody(error) || (isError(error) && FORESEEN.has(error.name))
  );
}
