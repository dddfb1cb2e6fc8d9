import type { Secret } from '@berth/core';

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Of temporary keys. */
  readonly sessionToken?: Secret;
  /** Milliseconds since 1970, where the keys end by themselves. */
  readonly expires?: number;
}

export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * The headers of a request together with those that sign it, by Signature Version 4. For paths
 * without characters to escape, and queries whose names are given in order.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signedHeaders(
  request: SignedRequest,
  keys: AwsKeys,
  scope: { readonly region: string; readonly service: string; readonly now: Date },
): Record<string, string> {
  const { sessionToken } = keys;
  const time = scope.now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const headers: Record<string, string> = {
    ...request.headers,
    'x-amz-date': time,
    ...(sessionToken && { 'x-amz-security-token': sessionToken.reveal() }),
  };
  const parts = [time.slice(0, 8), scope.region, scope.service, 'aws4_request'];
  const { canonical, names } = canonicalRequest(request, headers);
  const text = [ALGORITHM, time, parts.join('/'), sha256(canonical)].join('\n');
  const key = parts.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey.reveal()}`);
  const credential = `${keys.accessKeyId}/${parts.join('/')}`;
  headers['authorization'] =
    `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${hmac(key, text).toString('hex')}`;
  return headers;
}

function canonicalRequest(
  { method, url, body }: SignedRequest,
  headers: Readonly<Record<string, string>>,
): { readonly canonical: string; readonly names: string } {
  const { host, pathname, search } = new URL(url);
  const sorted = Object.entries({ ...headers, host })
    .map(([name, value]) => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const names = sorted.map(([name]) => name).join(';');
  const lines = sorted.map(([name, value]) => `${name}:${value}\n`).join('');
  const canonical = [method, pathname, search.slice(1), lines, names, sha256(body)].join('\n');
  return { canonical, names };
}

function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', text);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return process.getBuiltinModule('node:crypto').createHmac('sha256', key).update(text).digest();
}
