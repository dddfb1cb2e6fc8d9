import { randomUUID } from 'node:crypto';
import type { ServerCertificate } from './certificate-authority.ts';
import {
  formFields,
  startVendorService,
  type VendorAnswer,
  type VendorRequest,
  type VendorService,
} from './vendor-service.ts';

/**
 * IBM Cloud IAM, and the namespaces of the Container Registry API, in one server.
 *
 * https://cloud.ibm.com/apidocs/iam-identity-token-api, https://cloud.ibm.com/apidocs/container-registry
 */
export async function startIbmCloud(options: {
  readonly tls: ServerCertificate;
  readonly apiKey: string;
  readonly account: string;
  /** `us.icr.io` */
  readonly registry: string;
  /** Name → the account that has it. */
  readonly namespaces: Map<string, string>;
  /** Whether the key may manage namespaces; it may. */
  readonly manager?: boolean;
}): Promise<VendorService> {
  const tokens = new Set<string>();

  function iamToken(request: VendorRequest): VendorAnswer {
    const form = formFields(request);
    if (form === undefined) return iamError(400, 'BXNIM0109E');
    if (form.get('grant_type') !== 'urn:ibm:params:oauth:grant-type:apikey') {
      return iamError(400, 'BXNIM0106E');
    }
    if (form.get('apikey') !== options.apiKey) return iamError(400, 'BXNIM0415E');
    const now = Math.floor(Date.now() / 1000);
    const access_token = signedToken({
      iam_id: 'iam-ServiceId-1',
      account: { valid: true, bss: options.account },
      jti: randomUUID(),
      ...{ iat: now, exp: now + 3600 },
    });
    tokens.add(access_token);
    return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: 3600 } };
  }

  function namespace(request: VendorRequest, name: string): VendorAnswer {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!tokens.has(token) || request.headers['account'] !== options.account) {
      return registryError(401, 'CRG0014E');
    }
    if (!NAME.test(name)) return registryError(400);
    if (options.manager === false) return registryError(403);
    const owner = options.namespaces.get(name);
    if (owner !== undefined && owner !== options.account) return registryError(409);
    options.namespaces.set(name, options.account);
    return { status: owner === undefined ? 201 : 200, body: { namespace: name } };
  }

  return startVendorService(options.tls, request => {
    const place = `${request.method} ${request.headers.host}${request.path}`;
    if (IAM.test(place)) return iamToken(request);
    const name = /^PUT ([^/]+)\/api\/v1\/namespaces\/([^/]+)$/.exec(place);
    if (name?.[1] === options.registry) return namespace(request, name[2] ?? '');
    return registryError(404);
  });
}

const IAM = /^POST (?:private\.)?iam\.cloud\.ibm\.com\/identity\/token$/;

const NAME = /^[a-z0-9][a-z0-9_-]{2,28}[a-z0-9]$/;

function iamError(status: number, errorCode: string): VendorAnswer {
  const context = { requestId: randomUUID(), requestType: 'incoming.Identity_Token' };
  return { status, body: { errorCode, errorMessage: 'Refused.', context } };
}

// Of the registry's codes IBM documents the one for a token that it does not take.
function registryError(status: number, code?: 'CRG0014E'): VendorAnswer {
  return {
    status,
    body: { ...(code && { code }), message: 'Refused.', 'request-id': randomUUID() },
  };
}

function signedToken(claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'RS256', kid: '1' })}.${encode(claims)}.c2lnbmF0dXJl`;
}
