import { expect, test } from 'vitest';
import type { TokenServiceAnswer } from '../token-service.ts';
import { awsErrorCode, awsRefusal, meaning } from './aws-refusal.ts';

function answerOf(answer: Partial<TokenServiceAnswer>): TokenServiceAnswer {
  return { host: 'api.example', status: 400, headers: {}, text: '', fields: {}, ...answer };
}

test.each<[Partial<TokenServiceAnswer>, string | undefined]>([
  [{ fields: { __type: 'AccessDeniedException' } }, 'AccessDeniedException'],
  [{ fields: { __type: 'com.amazonaws.ecr#ThrottlingException' } }, 'ThrottlingException'],
  [{ headers: { 'x-amzn-errortype': 'ServerException:http://internal/' } }, 'ServerException'],
  [
    { text: '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>' },
    'AccessDenied',
  ],
  [{ fields: { __type: 5 } }, undefined],
  [{ text: '<html>Bad Gateway</html>' }, undefined],
])('the code of %j', (answer, code) => {
  expect(awsErrorCode(answerOf(answer))).toBe(code);
});

test.each([
  ...['ThrottlingException', 'Throttling', 'RequestLimitExceeded', 'TooManyRequestsException'],
  ...['ServerException', 'ServiceUnavailable', 'InternalFailure'],
])('%s may pass by itself', code => {
  expect(awsRefusal(answerOf({ fields: { __type: code } }), {})).toMatchObject({
    name: code,
    transient: true,
  });
});

test.each(['UnrecognizedClientException', 'InvalidClientTokenId', 'ExpiredTokenException'])(
  '%s does not',
  code => {
    const refusal = awsRefusal(answerOf({ fields: { __type: code } }), {});
    expect(refusal).toMatchObject({ name: code, code: 'unauthorized' });
    expect(refusal?.transient).toBeUndefined();
  },
);

test.each([
  ['Signature expired: 20260101T000000Z is now earlier than 20260101T001200Z', -20],
  ['Signature not yet current: 20260101T002000Z is still later than 20260101T000500Z', 20],
])('a wrong clock is told from a wrong secret: %s', (message, minutes) => {
  const date = new Date(Date.now() - minutes * 60_000).toUTCString();
  const fields = { __type: 'InvalidSignatureException', message };

  expect(awsRefusal(answerOf({ fields, headers: { date } }), {})).toEqual({
    name: 'InvalidSignatureException',
    code: 'unauthorized',
    what: "refused a signature because of this machine's clock",
    nextStep: `Set the clock, which is 20 minutes ${minutes < 0 ? 'behind' : 'ahead'}`,
  });
  const other = { ...fields, message: 'The request signature we calculated does not match' };
  expect(awsRefusal(answerOf({ fields: other }), {})?.nextStep).toMatch(/^Check the secret/);
});

test('a meaning of the service comes first, and names of objects mean nothing', () => {
  const own = { ExpiredTokenException: meaning('denied', 'a', 'b') };

  expect(awsRefusal(answerOf({ fields: { __type: 'ExpiredTokenException' } }), own)?.what).toBe(
    'a',
  );
  expect(awsRefusal(answerOf({ fields: { __type: 'toString' } }), own)).toBeUndefined();
});
