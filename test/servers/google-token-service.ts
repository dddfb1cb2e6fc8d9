import { randomBytes } from 'node:crypto';
import type { ServerCertificate } from './certificate-authority.ts';
import { judgeAssertion, type AssertionFault, type Trust } from './identity-assertion.ts';
import {
  jsonFields,
  startVendorService,
  type VendorAnswer,
  type VendorRequest,
  type VendorService,
} from './vendor-service.ts';

/** The names that it answers under; a certificate must hold them. */
export const GOOGLE_TOKEN_HOSTS = ['sts.googleapis.com', 'iamcredentials.googleapis.com'] as const;

export interface GoogleTokenService extends VendorService {
  /** Access tokens that were handed out, the federated ones and those of service accounts. */
  readonly issued: { readonly token: string; readonly subject: string }[];
}

/**
 * Google's Security Token Service and Service Account Credentials API, as far as a workload
 * identity pool needs them.
 *
 * https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token,
 * https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
 */
export async function startGoogleTokenService(options: {
  readonly tls: ServerCertificate;
  readonly trusts: Trust;
  /** `projects/…/locations/global/workloadIdentityPools/…/providers/…` */
  readonly provider: string;
  /** The subjects that the provider's attribute condition lets through; all unless given. */
  readonly subjects?: readonly string[];
  /** Address → the subjects that may act as it. */
  readonly serviceAccounts?: Readonly<Record<string, readonly string[]>>;
  /** Whether the project has the Service Account Credentials API switched off. */
  readonly credentialsApiDisabled?: boolean;
  /** Seconds that federated tokens live; 3599. */
  readonly lifetime?: number;
}): Promise<GoogleTokenService> {
  const issued: { token: string; subject: string }[] = [];
  const issue = (subject: string, prefix: string) => {
    const token = `${prefix}${randomBytes(24).toString('base64url')}`;
    issued.push({ token, subject });
    return token;
  };

  function exchange(request: VendorRequest): VendorAnswer {
    const fields = jsonFields(request);
    const usual = EXPECTED.every(([name, value]) => fields?.get(name) === value);
    const audience = String(fields?.get('audience'));
    if (fields === undefined || !usual || !AUDIENCE.test(audience)) {
      return oauthError('invalid_request', 'Invalid value for a parameter.');
    }
    if (audience !== `//iam.googleapis.com/${options.provider}`) {
      return oauthError('invalid_target', 'The target service is invalid.');
    }
    const verdict = judgeAssertion(String(fields.get('subjectToken')), options.trusts);
    if ('fault' in verdict) return oauthError('invalid_grant', GRANT_FAULTS[verdict.fault]);
    if (options.subjects?.includes(verdict.subject) === false) {
      return oauthError('unauthorized_client', 'Rejected by the attribute condition.');
    }
    return {
      status: 200,
      body: {
        access_token: issue(verdict.subject, 'ya29.d.'),
        issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
        token_type: 'Bearer',
        expires_in: options.lifetime ?? 3599,
      },
    };
  }

  function impersonate(request: VendorRequest, account: string): VendorAnswer {
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const caller = issued.find(({ token }) => token === bearer)?.subject;
    if (caller === undefined) return apiError(401, 'UNAUTHENTICATED');
    if (options.credentialsApiDisabled) return apiError(403, 'SERVICE_DISABLED');
    const fields = jsonFields(request);
    const scope = fields?.get('scope');
    const seconds = /^(\d+)s$/.exec(String(fields?.get('lifetime')))?.[1];
    if (!Array.isArray(scope) || scope.length === 0 || Number(seconds) > 3600) {
      return apiError(400, 'INVALID_ARGUMENT');
    }
    const members = options.serviceAccounts?.[account];
    if (members === undefined) return apiError(404, 'NOT_FOUND');
    if (!members.includes(caller)) return apiError(403, 'IAM_PERMISSION_DENIED');
    const expiry = new Date(Date.now() + Number(seconds ?? 3600) * 1000);
    return {
      status: 200,
      body: {
        accessToken: issue(account, 'ya29.c.'),
        expireTime: expiry.toISOString().replace(/\.\d+Z$/, 'Z'),
      },
    };
  }

  const service = await startVendorService(options.tls, request => {
    const place = `${request.method} ${request.headers.host}${decodeURIComponent(request.path)}`;
    if (place === 'POST sts.googleapis.com/v1/token') return exchange(request);
    const account = IMPERSONATION.exec(place)?.[1];
    return account === undefined ? apiError(404, 'NOT_FOUND') : impersonate(request, account);
  });
  return { ...service, issued };
}

const IMPERSONATION =
  /^POST iamcredentials\.googleapis\.com\/v1\/projects\/-\/serviceAccounts\/([^/]+):generateAccessToken$/;

const AUDIENCE =
  /^\/\/iam\.googleapis\.com\/projects\/\d+\/locations\/global\/workloadIdentityPools\/[^/]+\/providers\/[^/]+$/;

const EXPECTED = [
  ['grantType', 'urn:ietf:params:oauth:grant-type:token-exchange'],
  ['requestedTokenType', 'urn:ietf:params:oauth:token-type:access_token'],
  ['subjectTokenType', 'urn:ietf:params:oauth:token-type:jwt'],
  ['scope', 'https://www.googleapis.com/auth/cloud-platform'],
] as const;

const GRANT_FAULTS: Readonly<Record<AssertionFault, string>> = {
  malformed: 'Unable to parse the ID Token.',
  signature: 'Invalid signature of the ID Token.',
  issuer: 'The issuer in ID Token does not match the expected ones.',
  audience: 'The audience in ID Token does not match the expected audience.',
  expired: 'The ID Token is stale to sign-in.',
  'not yet valid': 'The ID Token is not valid yet.',
};

function oauthError(error: string, description: string): VendorAnswer {
  const status = error === 'unauthorized_client' ? 401 : 400;
  return { status, body: { error, error_description: description } };
}

// A 403 says in its details why. https://cloud.google.com/apis/design/errors
function apiError(code: number, reason: string): VendorAnswer {
  const status = code === 403 ? 'PERMISSION_DENIED' : reason;
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason };
  const details = code === 403 ? { details: [info] } : {};
  return { status: code, body: { error: { code, message: 'Refused.', status, ...details } } };
}
