import { randomBytes } from 'node:crypto';
import type { ServerCertificate } from './certificate-authority.ts';
import { judgeAssertion, type Trust } from './identity-assertion.ts';
import {
  formFields,
  startVendorService,
  type VendorAnswer,
  type VendorRequest,
  type VendorService,
} from './vendor-service.ts';

export interface DockerHubIdentity extends VendorService {
  readonly issued: string[];
}

/**
 * Docker's identity service, which trades a workflow's identity token for an access token.
 *
 * https://docs.docker.com/enterprise/security/oidc-connections/
 */
export async function startDockerHubIdentity(options: {
  readonly tls: ServerCertificate;
  readonly trusts: Trust;
  readonly connectionId: string;
  /** The subjects that the connection's ruleset lets through. */
  readonly subjects: readonly string[];
  /** Whether the answer says how long the token lives. */
  readonly saysLifetime?: boolean;
}): Promise<DockerHubIdentity> {
  const issued: string[] = [];
  const service = await startVendorService(options.tls, request => {
    const place = `${request.method} ${request.headers.host}${request.path}`;
    if (place !== 'POST identity.docker.com/oauth/token') return refuse(404);
    const refusal = refusalOf(request);
    if (refusal !== undefined) return refusal;
    const access_token = `dckr_oidc_${randomBytes(24).toString('base64url')}`;
    issued.push(access_token);
    const seconds = Number(formFields(request)?.get('expires_in'));
    const lifetime = options.saysLifetime === false ? {} : { expires_in: seconds };
    return { status: 200, body: { access_token, token_type: 'Bearer', ...lifetime } };
  });
  return { ...service, issued };

  function refusalOf(request: VendorRequest): VendorAnswer | undefined {
    const form = formFields(request);
    if (form === undefined) return refuse(415, 'invalid_request');
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:token-exchange') {
      return refuse(400, 'unsupported_grant_type');
    }
    if (form.get('subject_token_type') !== 'urn:ietf:params:oauth:token-type:id_token') {
      return refuse(400, 'invalid_request');
    }
    const seconds = Number(form.get('expires_in') ?? 300);
    if (!(seconds >= 300 && seconds <= 3600)) return refuse(400, 'invalid_request');
    const verdict = judgeAssertion(form.get('subject_token') ?? '', options.trusts);
    if ('fault' in verdict) return refuse(401, 'invalid_grant');
    if (form.get('connection_id') !== options.connectionId) return refuse(401);
    return options.subjects.includes(verdict.subject) ? undefined : refuse(403);
  }
}

// Docker's own clients read a message; which codes come with it is not documented.
function refuse(status: number, error?: string): VendorAnswer {
  const message = 'operation not permitted';
  return { status, body: error === undefined ? { message } : { message, error } };
}
