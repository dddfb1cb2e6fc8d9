import { RegistryRequestError } from '../registry-request-error.ts';

/** Says what a registry's refusal means for a push to this repository; other errors stay as they are. */
export function pushFailure(error: unknown, repository: string): unknown {
  if (!(error instanceof RegistryRequestError)) return error;
  const meaning = meaningOf(error);
  if (meaning === undefined) return error;
  const { code, host, status, registryCodes, transient, retryAfter } = error;
  const detail = [status, ...registryCodes].filter(part => part !== undefined).join(', ');
  const message = `Cannot push to "${host}/${repository}": ${meaning.reason} (${detail}). ${meaning.nextStep}.`;
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
  if (code !== 'denied') return undefined;
  return {
    reason: 'the registry denies it',
    nextStep: 'Check that the repository is spelled right and that the login may push there',
  };
}

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
