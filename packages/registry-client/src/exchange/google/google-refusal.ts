import type { TokenServiceAnswer, TokenServiceRefusal } from '../token-service.ts';

/**
 * What a refusal of Google's Security Token Service means.
 *
 * https://cloud.google.com/iam/docs/troubleshooting-workload-identity-federation
 */
export function exchangeRefusal(
  { status, fields }: TokenServiceAnswer,
  { provider, subject }: { readonly provider: string; readonly subject: string },
): TokenServiceRefusal | undefined {
  if (status >= 500 || status === 429) return undefined;
  const name = fields['error'];
  switch (name) {
    case 'invalid_target':
      return {
        code: 'not-found',
        name,
        what: `has no workload identity provider "${provider}" that is enabled`,
        nextStep:
          'Check its name, with the number of the project and not its ID, and that neither pool nor provider is disabled or deleted',
      };
    case 'unauthorized_client':
      return {
        code: 'denied',
        name,
        what: `does not let ${subject} in, by the attribute condition of "${provider}"`,
        nextStep: 'Compare that condition with the claims of this workflow',
      };
    case 'invalid_grant':
      return {
        code: 'unauthorized',
        name,
        what: `does not take the identity token of ${subject}`,
        nextStep: `Check the issuer of the provider, that its allowed audiences are the default or hold "https://iam.googleapis.com/${provider}", and the clock`,
        // Google asks the issuer for its keys, and blames the token when it gets no answer.
        ...(isUnreachableIssuer(fields) && { transient: true }),
      };
    case 'invalid_request':
      return {
        code: 'rejected',
        name,
        what: `takes "${provider}" for no workload identity provider`,
        nextStep:
          'Write projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<provider>',
      };
    default:
      return undefined;
  }
}

function isUnreachableIssuer({ error_description }: TokenServiceAnswer['fields']): boolean {
  return typeof error_description === 'string' && /^Error connecting to/i.test(error_description);
}

/**
 * What a refusal of the Service Account Credentials API means.
 *
 * https://cloud.google.com/iam/docs/troubleshooting-workload-identity-federation,
 * https://cloud.google.com/apis/design/errors
 */
export function credentialsRefusal(
  { status, fields }: TokenServiceAnswer,
  { serviceAccount, subject }: { readonly serviceAccount: string; readonly subject: string },
): TokenServiceRefusal | undefined {
  if (reasonIn(fields) === 'SERVICE_DISABLED') {
    return {
      code: 'denied',
      name: 'SERVICE_DISABLED',
      what: 'is switched off in the project of the workload identity pool',
      nextStep:
        'Enable the IAM Service Account Credentials API (iamcredentials.googleapis.com) there',
    };
  }
  if (status === 403) {
    return {
      code: 'denied',
      name: 'PERMISSION_DENIED',
      what: `does not let ${subject} act as "${serviceAccount}"`,
      nextStep:
        'Grant the principal of the workload identity pool roles/iam.workloadIdentityUser on that service account',
    };
  }
  if (status !== 404) return undefined;
  return {
    code: 'not-found',
    name: 'NOT_FOUND',
    what: `has no service account "${serviceAccount}"`,
    nextStep: 'Check its address, and that it was not deleted',
  };
}

function reasonIn(fields: TokenServiceAnswer['fields']): unknown {
  const { error } = fields as { error?: { details?: unknown } | null };
  const details = Array.isArray(error?.details) ? (error.details as unknown[]) : [];
  const reasons = details.map(detail =>
    typeof detail === 'object' && detail !== null && 'reason' in detail ? detail.reason : undefined,
  );
  return reasons.find(reason => reason !== undefined);
}
