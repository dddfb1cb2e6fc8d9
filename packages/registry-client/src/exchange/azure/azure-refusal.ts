import type { TokenServiceAnswer, TokenServiceRefusal } from '../token-service.ts';

/** What was presented; none of it is a secret. */
interface Presented {
  readonly clientId: string;
  readonly tenantId: string;
  readonly audience: string;
  /** In quotes. */
  readonly subject: string;
}

type Explanation = (presented: Presented) => Omit<TokenServiceRefusal, 'name'>;

/**
 * What a refusal of Microsoft Entra ID means, by its number.
 *
 * https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 */
export function entraRefusal(
  { status, fields }: TokenServiceAnswer,
  presented: Presented,
): TokenServiceRefusal | undefined {
  const number = entraCode(fields);
  if (number === undefined || status >= 500 || status === 429) return undefined;
  const [, explanation] = EXPLANATIONS.find(([numbers]) => numbers.includes(number)) ?? [];
  return { name: `AADSTS${number}`, ...(explanation?.(presented) ?? unknownRefusal(number)) };
}

const noFederatedCredential: Explanation = ({ clientId, subject }) => ({
  code: 'unauthorized',
  what: `has no federated credential of the application "${clientId}" for the subject ${subject}`,
  nextStep: 'Add one with exactly this subject, and with the issuer of the workflow',
});

const unknownTenant: Explanation = ({ tenantId }) => ({
  code: 'not-found',
  what: `has no tenant "${tenantId}"`,
  nextStep: 'Check tenant-id, and that the tenant is in the same cloud as the registry',
});

const unverified: Explanation = () => ({
  code: 'unauthorized',
  what: 'cannot verify the identity token',
  nextStep: 'Check the issuer in the federated credential, and that its keys are public',
});

const EXPLANATIONS: readonly (readonly [numbers: readonly number[], Explanation])[] = [
  [[70021, 700211, 700213], noFederatedCredential],
  [
    [700212],
    ({ clientId, audience }) => ({
      code: 'unauthorized',
      what: `has no federated credential of the application "${clientId}" for the audience "${audience}"`,
      nextStep: 'Set the audience of its federated credential to this one',
    }),
  ],
  [
    [700016],
    ({ clientId, tenantId }) => ({
      code: 'not-found',
      what: `has no application "${clientId}" in the tenant "${tenantId}"`,
      nextStep: 'Check client-id, which is not the ID of the object, and tenant-id',
    }),
  ],
  [[90002, 900021, 900023], unknownTenant],
  [[50027, 700027], unverified],
  [
    [700024],
    () => ({
      code: 'unauthorized',
      what: 'does not take the identity token now',
      nextStep: 'Check the clock of this machine: the token is expired, or not yet valid',
    }),
  ],
  [
    [7000112],
    ({ clientId }) => ({
      code: 'denied',
      what: `has the application "${clientId}" disabled`,
      nextStep: 'Let an administrator of the tenant enable it',
    }),
  ],
  [
    [53003],
    ({ clientId }) => ({
      code: 'denied',
      what: `keeps the application "${clientId}" out by a Conditional Access policy`,
      nextStep: 'Let an administrator of the tenant exempt it, or allow the place it comes from',
    }),
  ],
  [
    [500011],
    ({ tenantId }) => ({
      code: 'rejected',
      what: `has no container registries in the tenant "${tenantId}"`,
      nextStep: 'Check tenant-id: it is the tenant of the subscription that the registry is in',
    }),
  ],
  [
    [90033],
    () => ({
      code: 'server-error',
      what: 'is not available for the moment',
      nextStep: 'Try again later',
      transient: true,
    }),
  ],
];

function unknownRefusal(number: number): Omit<TokenServiceRefusal, 'name'> {
  return {
    code: 'rejected',
    what: 'refused the request',
    nextStep: `Read what it means at https://login.microsoftonline.com/error?code=${number}`,
  };
}

function entraCode({ error_codes, error_description }: TokenServiceAnswer['fields']) {
  const [listed] = Array.isArray(error_codes) ? (error_codes as unknown[]) : [];
  if (Number.isSafeInteger(listed)) return listed as number;
  const text = typeof error_description === 'string' ? error_description : '';
  const written = /^AADSTS(\d{5,9})\b/.exec(text)?.[1];
  return written === undefined ? undefined : Number(written);
}

/** What a refusal of the registry's own exchange means. */
export function exchangeRefusal(
  { status }: TokenServiceAnswer,
  { clientId, tenantId }: { readonly clientId: string; readonly tenantId: string },
): TokenServiceRefusal | undefined {
  if (status === 401) {
    return {
      code: 'denied',
      what: `does not let the application "${clientId}" in`,
      nextStep: `Give it the role AcrPull, or AcrPush to push, on this registry, and check that the registry belongs to the tenant "${tenantId}"; a new role takes some minutes to work`,
    };
  }
  if (status !== 403) return undefined;
  return {
    code: 'denied',
    what: 'does not let this machine in',
    nextStep: 'Allow its address in the network rules of the registry, or use its private endpoint',
  };
}
