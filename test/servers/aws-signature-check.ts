import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface ReceivedRequest {
  readonly method: string;
  /** As it came, with the query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What AWS's services say of a request's signature: its key, or a code and a message. */
export type SignatureVerdict =
  { readonly accessKeyId: string } | { readonly code: string; readonly message: string };

export interface KnownKey {
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** Milliseconds since 1970. */
  readonly expires?: number;
}

const CREDENTIAL =
  /^AWS4-HMAC-SHA256 Credential=(?<id>[^/]+)\/(?<day>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request, ?SignedHeaders=(?<names>[a-z0-9;-]+), ?Signature=(?<signature>[0-9a-f]{64})$/;

/** Checks Signature Version 4 from the side of the service, by the received bytes alone. */
export function checkSignature(
  request: ReceivedRequest,
  expected: {
    readonly region: string;
    readonly service: string;
    /** Milliseconds since 1970, by the service's clock. */
    readonly now: number;
    readonly keyOf: (accessKeyId: string) => KnownKey | undefined;
  },
): SignatureVerdict {
  const { headers } = request;
  const parts = CREDENTIAL.exec(headers.authorization ?? '')?.groups;
  const stamp = single(headers['x-amz-date']);
  if (parts === undefined || stamp === undefined) {
    return problem('IncompleteSignature', 'Authorization header requires a signature.');
  }
  const names = parts['names']?.split(';') ?? [];
  const needed = ['host', ...Object.keys(headers).filter(name => name.startsWith('x-amz-'))];
  if (needed.some(name => !names.includes(name)) || names.join() !== [...names].sort().join()) {
    return problem('InvalidSignatureException', 'Headers must be signed, in order.');
  }
  const key = expected.keyOf(parts['id'] ?? '');
  if (key === undefined || key.sessionToken !== single(headers['x-amz-security-token'])) {
    return problem(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  if ((key.expires ?? Infinity) <= expected.now) {
    return problem(
      'ExpiredTokenException',
      'The security token included in the request is expired',
    );
  }
  const late = clockProblem(stamp, expected.now);
  if (late !== undefined) return problem('InvalidSignatureException', late);
  const scope = `${stamp.slice(0, 8)}/${expected.region}/${expected.service}/aws4_request`;
  if (scope !== `${parts['day']}/${parts['region']}/${parts['service']}/aws4_request`) {
    return problem('InvalidSignatureException', `Credential should be scoped to ${scope}.`);
  }
  const text = `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${digest(canonical(request, names))}`;
  let signing: string | Buffer = `AWS4${key.secretAccessKey}`;
  for (const part of scope.split('/')) signing = mac(signing, part);
  if (mac(signing, text).toString('hex') === parts['signature']) {
    return { accessKeyId: parts['id'] ?? '' };
  }
  return problem(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided.',
  );
}

function canonical({ method, target, headers, body }: ReceivedRequest, names: string[]): string {
  const [path, query = ''] = target.split('?');
  const lines = names.map(name => `${name}:${single(headers[name])?.trim() ?? ''}\n`);
  return `${method}\n${path}\n${query}\n${lines.join('')}\n${names.join(';')}\n${digest(body)}`;
}

const FIVE_MINUTES = 5 * 60_000;

function clockProblem(stamp: string, now: number): string | undefined {
  const time = Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const edge = (shift: number) => new Date(now + shift).toISOString().replace(/[-:]|\.\d+/g, '');
  const own = edge(0);
  if (time < now - FIVE_MINUTES) {
    return `Signature expired: ${stamp} is now earlier than ${edge(-FIVE_MINUTES)} (${own} - 5 min.)`;
  }
  if (time > now + FIVE_MINUTES) {
    return `Signature not yet current: ${stamp} is still later than ${edge(FIVE_MINUTES)} (${own} + 5 min.)`;
  }
  return undefined;
}

function problem(code: string, message: string): SignatureVerdict {
  return { code, message };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join() : value;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function mac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
