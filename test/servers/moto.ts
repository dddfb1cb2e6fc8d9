import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { CertificateAuthority } from './certificate-authority.ts';
import { startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';

export interface Moto {
  readonly port: number;
  /** The access keys of each user. */
  readonly keys: Readonly<Record<string, { readonly id: string; readonly secret: string }>>;
  stop(): Promise<void>;
}

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/moto.sh');
const CANNOT_BE_HAD = 3;

/** The folder for `PYTHONPATH` of `scripts/moto.sh`; `undefined` where this machine cannot have moto. */
export function findMoto(): string | undefined {
  const { status, stdout } = spawnSync('sh', [SCRIPT], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (status === 0) return stdout.toString().trim();
  if (status === CANNOT_BE_HAD) return undefined;
  throw new Error(`scripts/moto.sh ended with ${status}.`);
}

/**
 * Starts moto, a server of AWS's protocols by other people, behind TLS for these names of AWS. It
 * checks signatures and policies: users and roles may do what is listed for them (`ecr:…`).
 * For each role its keys may be asked for once, before anything else is.
 *
 * https://docs.getmoto.org/en/latest/docs/iam.html
 */
export async function startMoto(options: {
  readonly folder: string;
  readonly authority: CertificateAuthority;
  readonly names: readonly string[];
  readonly users: Readonly<Record<string, readonly string[]>>;
  readonly roles?: Readonly<Record<string, readonly string[]>>;
}): Promise<Moto> {
  const { users, roles = {} } = options;
  const port = await freePort();
  const unsigned = Object.keys(users).length * 3 + Object.keys(roles).length * 3;
  const server = await startChildServer({
    command: '/usr/bin/python3',
    args: ['-m', 'moto.server', '-H', '127.0.0.1', '-p', `${port}`],
    port,
    environment: {
      PYTHONPATH: options.folder,
      // Who may do what is set up by the first actions, which nobody signs; nor is the request for
      // a role's keys, which moto would want signed.
      INITIAL_NO_AUTH_ACTION_COUNT: `${unsigned}`,
    },
  });
  const tls = options.authority.issue(options.names.map(name => `DNS:${name}`));
  const front = createServer(
    { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) },
    (request, response) => forward(request, response, port),
  );
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const iam = (action: string, fields: Readonly<Record<string, string>>) =>
    askIam(port, { Action: action, Version: '2010-05-08', ...fields });

  const keys: Record<string, { id: string; secret: string }> = {};
  for (const [name, actions] of Object.entries(users)) {
    const user = { UserName: name };
    await iam('CreateUser', user);
    const answer = await iam('CreateAccessKey', user);
    keys[name] = { id: field(answer, 'AccessKeyId'), secret: field(answer, 'SecretAccessKey') };
    await iam('PutUserPolicy', { ...user, ...policy(actions) });
  }
  for (const [name, actions] of Object.entries(roles)) {
    const role = { RoleName: name };
    await iam('CreateRole', { ...role, AssumeRolePolicyDocument: allow(['sts:*'], {}) });
    await iam('PutRolePolicy', { ...role, ...policy(actions) });
  }
  return {
    port: (front.address() as AddressInfo).port,
    keys,
    async stop() {
      front.closeAllConnections();
      front.close();
      await server.stop();
    },
  };
}

// moto's own TLS waits in one thread for the handshake of whoever has connected.
function forward(from: IncomingMessage, to: ServerResponse, port: number): void {
  const { method, url: path, headers } = from;
  const onward = request({ host: '127.0.0.1', port, method, path, headers }, response => {
    to.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(to);
  });
  onward.on('error', () => to.destroy());
  from.pipe(onward);
}

function policy(actions: readonly string[]): Record<string, string> {
  return { PolicyName: 'registry', PolicyDocument: allow(actions, { Resource: '*' }) };
}

function allow(actions: readonly string[], rest: object): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, ...rest }],
  });
}

function askIam(port: number, form: Readonly<Record<string, string>>): Promise<string> {
  const headers = {
    host: 'iam.amazonaws.com',
    // Only says which service is meant.
    authorization: 'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/iam/aws4_request, Signature=x',
    'content-type': 'application/x-www-form-urlencoded',
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method: 'POST', headers, timeout: 30_000 },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text);
          else
            reject(new Error(`moto answered ${response.statusCode} to ${form['Action']}: ${text}`));
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error('moto does not answer')));
    sent.on('error', reject).end(new URLSearchParams(form).toString());
  });
}

function field(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (text === undefined) throw new Error(`moto answered without ${name}: ${xml}`);
  return text;
}
