import { RegistryRequestError } from '../registry-request-error.ts';

/** What to do about a refusal, as a sentence, where the caller knows more than the client. */
export type PushAdvice = (refusal: RegistryRequestError) => string | undefined;

/** Says what a registry's refusal means for a push to this repository; other errors stay as they are. */
export function pushFailure(error: unknown, repository: string, advice?: PushAdvice): unknown {
  if (!(error instanceof RegistryRequestError)) return error;
  const advised = advice?.(error);
  const meaning = meaningOf(error) ?? (advised === undefined ? undefined : REFUSED);
  if (meaning === undefined) return error;
  const { code, host, status, registryCodes, transient, retryAfter } = error;
  const detail = [status, ...registryCodes].filter(part => part !== undefined).join(', ');
  const nextStep = advised ?? `${meaning.nextStep}.`;
  const message = `Cannot push to "${host}/${repository}": ${meaning.reason} (${detail}). ${nextStep}`;
  return new RegistryRequestError(message, {
    ...{ code, host, registryCodes, transient },
    ...(status !== undefined && { status }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

interface Meaning {
  readonly reason: string;
  readonly nextStep: string;
}

function meaningOf({ code, registryCodes }: RegistryRequestError): Meaning | undefined {
  const known = registryCodes.map(name => BY_REGISTRY_CODE.get(name)).find(meaning => meaning);
  if (known !== undefined) return known;
  if (registryCodes.includes('insufficient_scope')) {
    return { ...DENIED, reason: 'the login got a token that does not allow it' };
  }
  if (registryCodes.includes('token_expired')) {
    return { reason: 'the token of the login has ended', nextStep: 'Log in again before the push' };
  }
  return code === 'denied' ? DENIED : undefined;
}

const DENIED: Meaning = {
  reason: 'the registry denies it',
  nextStep: 'Check that the repository is spelled right and that the login may push there',
};

const REFUSED: Meaning = { ...DENIED, reason: 'the registry does not let this login in' };

const BY_REGISTRY_CODE: ReadonlyMap<string, Meaning> = new Map([
  [
    'NAME_UNKNOWN',
    {
      reason: 'the repository does not exist',
      nextStep: 'Create it first, or check its name: this registry makes none by being pushed to',
    },
  ],
  [
    'NAME_INVALID',
    {
      reason: 'the registry does not allow this name',
      nextStep: 'See which names it allows; some want a project before the name',
    },
  ],
  [
    'MANIFEST_BLOB_UNKNOWN',
    {
      reason: 'the registry misses a layer that the image names',
      nextStep: 'Push again; where it was deleted a moment ago, wait for the clean-up to end',
    },
  ],
  [
    'MANIFEST_INVALID',
    {
      reason: 'the registry does not take this kind of image',
      nextStep: 'Check that it supports the media types of the image, or save it in another format',
    },
  ],
]);
