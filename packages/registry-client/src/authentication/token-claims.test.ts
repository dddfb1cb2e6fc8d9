import { expect, test } from 'vitest';
import { readTokenClaims } from './token-claims.ts';

const jwt = (payload: string) => `e30.${Buffer.from(payload).toString('base64url')}.c2ln`;

test('reads whom a token is for, what it allows and when it ends', () => {
  const token = jwt(
    '{"sub":"alice","exp":1893456000,"access":[{"type":"repository","name":"a/b","actions":["pull",5]},{"name":"x"},null]}',
  );
  expect(readTokenClaims(token)).toEqual({
    subject: 'alice',
    expires: 1_893_456_000,
    access: new Map([['repository:a/b', ['pull']]]),
  });
});

test.each([
  ['opaque', undefined],
  ['a.b', undefined],
  ['a.!.c', undefined],
  [jwt('not json'), undefined],
  [jwt('[]'), undefined],
  [jwt('null'), undefined],
  [jwt('{}'), {}],
  [jwt('{"sub":5,"exp":"soon","access":"all"}'), {}],
  // No Date goes that far, and to write one would throw.
  [jwt('{"exp":8640000000001,"nbf":-1e999}'), {}],
  [jwt('{"exp":8640000000000}'), { expires: 8_640_000_000_000 }],
  [jwt('{"__proto__":{"sub":"alice"}}'), {}],
  [jwt('{"sub":"","access":null}'), { subject: '' }],
])('%s', (token, claims) => {
  expect(readTokenClaims(token)).toEqual(claims);
});
