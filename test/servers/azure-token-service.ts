import { randomUUID } from 'node:crypto';
import type { ServerCertificate } from './certificate-authority.ts';
import { judgeAssertion, type AssertionFault, type Trust } from './identity-assertion.ts';
import {
  formFields,
  startVendorService,
  type VendorAnswer,
  type VendorRequest,
  type VendorService,
} from './vendor-service.ts';

export interface AzureTokenService extends VendorService {
  /** Access tokens that Entra handed out. */
  readonly accessTokens: ReadonlySet<string>;
  /** Refresh tokens that the registry handed out. */
  readonly refreshTokens: string[];
}

/**
 * Microsoft Entra ID, and the token exchange of Azure Container Registry, in one server; the `Host`
 * says which of them is asked.
 *
 * https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow,
 * https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md
 */
export async function startAzureTokenService(options: {
  readonly tls: ServerCertificate;
  readonly trusts: Trust;
  readonly authority: string;
  readonly tenant: string;
  readonly clientId: string;
  /** The subject of the application's federated credential. */
  readonly subject: string;
  /** `https://containerregistry.azure.net/.default` */
  readonly scope: string;
  /** The login server, `acme.azurecr.io`. */
  readonly registry: string;
  /** Whether the application has a role on the registry. */
  readonly assigned?: boolean;
  /** Seconds that refresh tokens live; 10800. */
  readonly lifetime?: number;
}): Promise<AzureTokenService> {
  const accessTokens = new Set<string>();
  const refreshTokens: string[] = [];

  function token(request: VendorRequest, tenant: string): VendorAnswer {
    const form = formFields(request);
    if (form === undefined) return entraError('invalid_request', 900144);
    const missing = REQUIRED.some(name => !form.get(name));
    if (missing) return entraError('invalid_request', 900144);
    if (form.get('grant_type') !== 'client_credentials') {
      return entraError('unsupported_grant_type', 70003);
    }
    if (tenant !== options.tenant) return entraError('invalid_request', 90002);
    if (form.get('client_id') !== options.clientId)
      return entraError('unauthorized_client', 700016);
    if (form.get('client_assertion_type') !== ASSERTION_TYPE)
      return entraError('invalid_request', 900144);
    const verdict = judgeAssertion(form.get('client_assertion') ?? '', options.trusts);
    if ('fault' in verdict) return entraError('invalid_client', FAULT_CODES[verdict.fault]);
    if (verdict.subject !== options.subject) return entraError('invalid_client', 700213);
    if (form.get('scope') !== options.scope) return entraError('invalid_resource', 500011);
    const access_token = `eyJ.aad-${randomUUID()}`;
    accessTokens.add(access_token);
    return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token } };
  }

  function exchange(request: VendorRequest): VendorAnswer {
    const form = formFields(request);
    const known =
      form?.get('grant_type') === 'access_token' &&
      form.get('service') === options.registry &&
      form.get('tenant') === options.tenant;
    if (!known) return acrError(400, 'UNSUPPORTED');
    const accepted = accessTokens.has(form.get('access_token') ?? '');
    if (!accepted || options.assigned === false) return acrError(401, 'UNAUTHORIZED');
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 'Azure Container Registry', aud: options.registry, iat: now };
    const refresh_token = unsigned({ ...claims, exp: now + (options.lifetime ?? 10_800) });
    refreshTokens.push(refresh_token);
    return { status: 200, body: { refresh_token } };
  }

  const service = await startVendorService(options.tls, request => {
    const { host } = request.headers;
    const tenant = TOKEN_PATH.exec(`${request.method} ${request.path}`)?.[1];
    if (host === options.authority && tenant !== undefined) return token(request, tenant);
    if (
      host === options.registry &&
      `${request.method} ${request.path}` === 'POST /oauth2/exchange'
    ) {
      return exchange(request);
    }
    return acrError(404, 'NAME_UNKNOWN');
  });
  return { ...service, accessTokens, refreshTokens };
}

const TOKEN_PATH = /^POST \/([^/]+)\/oauth2\/v2\.0\/token$/;

const REQUIRED = ['grant_type', 'client_id', 'client_assertion_type', 'client_assertion', 'scope'];

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

// https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
const FAULT_CODES: Readonly<Record<AssertionFault, number>> = {
  malformed: 50027,
  signature: 700027,
  issuer: 700211,
  audience: 700212,
  expired: 700024,
  'not yet valid': 700024,
};

/** As Entra answers: the description begins with the code and goes on for several lines. */
export function entraError(error: string, code: number): VendorAnswer {
  return {
    status: error === 'invalid_client' ? 401 : 400,
    body: {
      error,
      error_description: `AADSTS${code}: This is what the service says. Trace ID: ${randomUUID()}`,
      error_codes: [code],
      trace_id: randomUUID(),
    },
  };
}

function acrError(status: number, code: string): VendorAnswer {
  return { status, body: { errors: [{ code, message: 'authentication required' }] } };
}

function unsigned(claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.c2lnbmF0dXJl`;
}
