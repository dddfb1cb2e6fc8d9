import { Secret } from '@berth/core';
import { readTokenClaims } from '../authentication/token-claims.ts';
import type { ExchangeOptions } from './exchange-options.ts';
import { unusableAnswer, type TokenServiceAnswer } from './token-service.ts';

/**
 * The token in a field of an answer, of which the caller is told. Only what can stand in a header
 * is one.
 *
 * @throws RegistryRequestError where there is none.
 */
export function tokenIn(
  answer: TokenServiceAnswer,
  field: string,
  { onSecret }: Pick<ExchangeOptions, 'onSecret'>,
): Secret {
  const value = answer.fields[field];
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw unusableAnswer(answer, 'a token');
  }
  const token = new Secret(value);
  onSecret?.(token);
  return token;
}

/** The moment after so many seconds, in ISO 8601; `undefined` for what is no sensible number. */
export function expiryAfter(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < LONGEST_LIFE)) return undefined;
  return new Date(Date.now() + seconds * 1000).toISOString();
}

const LONGEST_LIFE = 10 * 365 * 24 * 60 * 60;

/** The subject of an identity token in quotes, which is what a cloud's rules compare. */
export function subjectOf(identityToken: Secret): string {
  const subject = readTokenClaims(identityToken.reveal())?.subject;
  const shown = subject !== undefined && /^[\x20-\x7e]{1,500}$/.test(subject);
  return shown ? JSON.stringify(subject) : 'this identity token';
}
