import type { RegistryRequestErrorCode } from '../../registry-request-error.ts';
import type { TokenServiceAnswer, TokenServiceRefusal } from '../token-service.ts';
import { xmlText } from './xml-text.ts';

/** What a code of AWS means, where it means the same in every service. */
type Meaning = Omit<TokenServiceRefusal, 'name'>;

/** What a service's own codes mean; they come before the common ones. */
export type AwsMeanings = Readonly<Record<string, Meaning | undefined>>;

/**
 * What a refusal of AWS means by its code; `undefined` for a code that is not known.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/CommonErrors.html
 */
export function awsRefusal(
  answer: TokenServiceAnswer,
  own: AwsMeanings,
): TokenServiceRefusal | undefined {
  const name = awsErrorCode(answer);
  if (name === undefined) return undefined;
  const meaning = clockMeaning(name, answer) ?? lookUp(own, name) ?? lookUp(COMMON, name);
  return meaning && { ...meaning, name };
}

/** The code of AWS's error, in the JSON protocol or the query protocol. */
export function awsErrorCode({ headers, fields, text }: TokenServiceAnswer): string | undefined {
  const type = headers['x-amzn-errortype'] ?? fields['__type'] ?? fields['code'];
  const code = typeof type === 'string' ? type : xmlText(text, ['Error', 'Code']);
  // `com.amazonaws.ecr#ThrottlingException:http://…`
  return code?.replace(/^[^#]*#/, '').replace(/:.*$/s, '');
}

/** AWS's own sentence, for deciding only. */
export function awsErrorMessage({ fields, text }: TokenServiceAnswer): string {
  const message = fields['message'] ?? fields['Message'] ?? xmlText(text, ['Error', 'Message']);
  return typeof message === 'string' ? message : '';
}

function lookUp(meanings: AwsMeanings, name: string): Meaning | undefined {
  return Object.hasOwn(meanings, name) ? meanings[name] : undefined;
}

const SIGNATURE = ['SignatureDoesNotMatch', 'InvalidSignatureException'];

/** Five minutes off, and a signature that is right is refused. */
function clockMeaning(name: string, answer: TokenServiceAnswer): Meaning | undefined {
  const wrong =
    ['RequestExpired', 'RequestTimeTooSkewed'].includes(name) ||
    (SIGNATURE.includes(name) && /^Signature (expired|not yet)/.test(awsErrorMessage(answer)));
  if (!wrong) return undefined;
  const minutes = Math.round((Date.now() - Date.parse(answer.headers.date ?? '')) / 60_000);
  const off = minutes
    ? `, which is ${Math.abs(minutes)} minutes ${minutes < 0 ? 'behind' : 'ahead'}`
    : '';
  return {
    code: 'unauthorized',
    what: "refused a signature because of this machine's clock",
    nextStep: `Set the clock${off}`,
  };
}

const THROTTLED: Meaning = {
  code: 'rate-limited',
  transient: true,
  what: 'has had too many requests of this account',
  nextStep: 'Try again later',
};

const FAILED: Meaning = {
  code: 'server-error',
  transient: true,
  what: 'failed by itself',
  nextStep: 'Try again later; see https://health.aws.amazon.com',
};

const WRONG_SECRET = refused(
  'refused the signature',
  'Check the secret access key: it does not belong to the access key ID, or lost a character',
);

const UNKNOWN_KEY = refused(
  'does not know the access key ID or its session token',
  'Check both, that the key is active, that the region is enabled for the account, and that temporary keys came whole',
);

const EXPIRED = refused('says that the temporary keys have expired', 'Get new ones');

const COMMON: AwsMeanings = {
  ...all(THROTTLED, 'Throttling', 'ThrottlingException', 'ThrottledException'),
  ...all(THROTTLED, 'RequestLimitExceeded', 'RequestThrottled', 'RequestThrottledException'),
  ...all(THROTTLED, 'TooManyRequestsException', 'BandwidthLimitExceeded', 'SlowDown'),
  ...all(FAILED, 'InternalFailure', 'InternalError', 'ServiceUnavailable', 'ServerException'),
  ...all(FAILED, 'InternalServerError', 'RequestTimeout', 'RequestTimeoutException'),
  ...all(WRONG_SECRET, ...SIGNATURE, 'IncompleteSignature'),
  ...all(UNKNOWN_KEY, 'UnrecognizedClientException', 'InvalidClientTokenId'),
  ...all(EXPIRED, 'ExpiredToken', 'ExpiredTokenException'),
  OptInRequired: {
    code: 'denied',
    what: 'is not enabled for this account',
    nextStep: 'Enable the region, or the service, in the console of AWS',
  },
};

function refused(what: string, nextStep: string): Meaning {
  return { code: 'unauthorized', what, nextStep };
}

/** The same meaning under several codes. */
export function all(meaning: Meaning, ...codes: readonly string[]): AwsMeanings {
  return Object.fromEntries(codes.map(code => [code, meaning]));
}

export function meaning(code: RegistryRequestErrorCode, what: string, nextStep: string): Meaning {
  return { code, what, nextStep };
}
