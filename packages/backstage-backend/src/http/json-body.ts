import { CustomErrorBase } from '@backstage/errors';
import type { Request } from 'express';

/** 415: a body that nobody reads. */
class UnsupportedBodyError extends CustomErrorBase {
  override name = 'InputError' as const;
  readonly statusCode = 415;
}

/**
 * Refuses a body that does not say that it is JSON: express leaves it unread, as if none had come.
 *
 * @throws UnsupportedBodyError
 */
export function checkJsonBody(request: Request): void {
  // No body is null.
  if (request.is('application/json') !== false || request.header('content-length') === '0') return;
  const [given = ''] = (request.header('content-type') ?? '').split(';');
  const quoted = JSON.stringify(given.slice(0, LONGEST_QUOTED));
  const type = given === '' ? 'no Content-Type' : `the Content-Type ${quoted}`;
  throw new UnsupportedBodyError(
    `The body has ${type}, and only JSON is read. Send it with "Content-Type: application/json".`,
  );
}

const LONGEST_QUOTED = 100;
