import type { TokenServiceAnswer, TokenServiceRefusal } from '../token-service.ts';

/** What a refusal of IBM Cloud's IAM means: it answers 400 to a wrong API key. */
export function iamRefusal({
  status,
  fields,
}: TokenServiceAnswer): TokenServiceRefusal | undefined {
  if (status !== 400 && status !== 401 && status !== 403) return undefined;
  const name = codeIn(fields['errorCode'], /^BXNIM\d{4}E$/);
  return {
    ...name,
    code: status === 403 ? 'denied' : 'unauthorized',
    what: 'does not take the API key',
    nextStep:
      'Check that it is whole and belongs to IBM Cloud, and that it was neither deleted, disabled nor locked',
  };
}

/**
 * What a refusal of the Container Registry API means.
 *
 * https://cloud.ibm.com/docs/Registry?topic=Registry-troubleshoot-auth-req
 */
export function namespaceRefusal(
  { status, fields }: TokenServiceAnswer,
  namespace: string,
): TokenServiceRefusal | undefined {
  const refusal = BY_STATUS.get(status)?.(namespace);
  return refusal && { ...codeIn(fields['code'], /^CRG\d{4}E$/), ...refusal };
}

type Explanation = (namespace: string) => TokenServiceRefusal;

const BY_STATUS: ReadonlyMap<number, Explanation> = new Map<number, Explanation>([
  [
    400,
    namespace => ({
      code: 'rejected',
      what: `does not take "${namespace}" as the name of a namespace`,
      nextStep: 'Use 4 to 30 lowercase letters, digits, "-" and "_"',
    }),
  ],
  [
    401,
    () => ({
      code: 'unauthorized',
      what: 'does not take the token of the API key',
      nextStep: 'Check that the key is of the account and region that the registry belongs to',
    }),
  ],
  [
    403,
    namespace => ({
      code: 'denied',
      what: `does not let the API key create the namespace "${namespace}"`,
      nextStep:
        'Give its owner the role Manager for Container Registry in the whole account, and Viewer on the resource group; a region holds 100 namespaces of an account',
    }),
  ],
  [
    409,
    namespace => ({
      code: 'rejected',
      what: `does not give away the namespace "${namespace}", which is taken`,
      nextStep:
        'Choose another name, which no account of the region has; one just deleted is free after some minutes',
    }),
  ],
]);

/** Only a code of IBM's own form: other text of a service is not shown. */
function codeIn(value: unknown, form: RegExp): { readonly name?: string } {
  return typeof value === 'string' && form.test(value) ? { name: value } : {};
}
