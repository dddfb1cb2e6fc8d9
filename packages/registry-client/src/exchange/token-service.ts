import { RegistryRequestError, type RegistryRequestErrorCode } from '../registry-request-error.ts';
import type { HttpResponse } from '../transport/http-response.ts';
import { HttpTransport } from '../transport/http-transport.ts';
import { retrying } from '../transport/retry.ts';
import type { ExchangeOptions } from './exchange-options.ts';
import { tokenServiceFailure, WHO_ANSWERS } from './token-service-failure.ts';

/** What a token service has to say is small; a proxy's error page may be anything. */
const LIMIT = 256 * 1024;

export interface TokenServiceRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TokenServiceAnswer {
  readonly host: string;
  readonly status: number;
  readonly headers: HttpResponse['headers'];
  readonly text: string;
  /** The fields of the answer, where it is a JSON object; empty else. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a refusal of this service means. */
export interface TokenServiceRefusal {
  readonly code: RegistryRequestErrorCode;
  /** The service's own code, from a list that we know; other text of it is not shown. */
  readonly name?: string;
  /** What happened, behind the host's name: `does not let this workflow use the role "arn:…"`. */
  readonly what: string;
  /** `Check the audience of its trust policy`. */
  readonly nextStep: string;
  /** Whether the same request may well succeed in a moment; by the status unless given. */
  readonly transient?: boolean;
}

/**
 * Asks a cloud's token service, by the transport's rules for proxies, trust, time and retries.
 * Redirects are no answer. A request is made anew for each try, since its signature holds the time.
 *
 * @returns an answer with a status of 2xx, or one that is expected
 * @throws RegistryRequestError
 */
export async function askTokenService(
  request: () => TokenServiceRequest,
  options: Pick<ExchangeOptions, 'caCertificate' | 'session'> & {
    /** What a refusal means, where the service's answer says more than the status. */
    readonly explain: (answer: TokenServiceAnswer) => TokenServiceRefusal | undefined;
    /** Whether an answer is returned though its status is none of 2xx. */
    readonly expected?: (answer: TokenServiceAnswer) => boolean;
  },
): Promise<TokenServiceAnswer> {
  const { caCertificate, session = {} } = options;
  const server = new URL(request().url).host;
  const transport = new HttpTransport(
    { server, ...(caCertificate !== undefined && { caCertificate }) },
    session,
  );
  try {
    return await retrying(async () => {
      const answer = await send(transport, request());
      if (answer.status >= 200 && answer.status < 300) return answer;
      if (options.expected?.(answer)) return answer;
      throw tokenServiceFailure(answer, options.explain(answer));
    }, session);
  } catch (error) {
    throw withoutInsecure(error);
  } finally {
    transport.close();
  }
}

/** An answer of 2xx that holds not what it should. */
export function unusableAnswer(
  { host, status }: Pick<TokenServiceAnswer, 'host' | 'status'>,
  missing: string,
): RegistryRequestError {
  return new RegistryRequestError(
    `"${host}" answered without ${missing} (${status}). ${WHO_ANSWERS}.`,
    { code: 'protocol', host, status },
  );
}

async function send(
  transport: HttpTransport,
  { method = 'POST', url, headers = {}, body }: TokenServiceRequest,
): Promise<TokenServiceAnswer> {
  const response = await transport.send({
    method,
    url: new URL(url),
    headers: { accept: 'application/json', ...headers },
    ...(body !== undefined && { body: Buffer.from(body) }),
  });
  const text = (await response.bytes(LIMIT)).toString();
  const { status } = response;
  return {
    host: new URL(url).host,
    status,
    headers: response.headers,
    text,
    fields: fieldsOf(text),
  };
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return value as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A token service has no `insecure`: what is traded there is worth more than one registry. */
function withoutInsecure(error: unknown): unknown {
  if (!(error instanceof RegistryRequestError)) return error;
  if (error.code !== 'tls' && error.code !== 'plain-http') return error;
  const { code, host, networkCode } = error;
  const detail = networkCode === undefined ? '' : ` (${networkCode})`;
  // The clouds renew theirs in time.
  const [what, nextStep] = DATES.includes(networkCode ?? '')
    ? [
        "has a certificate that is not valid now by this machine's clock",
        "Set the clock; where a proxy answers in its name, renew the proxy's certificate",
      ]
    : [
        'has no certificate that is trusted',
        "Where a proxy answers in its name, give the certificate of the proxy's authority as ca-certificate",
      ];
  return new RegistryRequestError(`"${host}" ${what}${detail}. ${nextStep}.`, {
    ...{ code, host, cause: error },
    ...(networkCode !== undefined && { networkCode }),
  });
}

const DATES = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
