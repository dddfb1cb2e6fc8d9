import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import {
  answerJson,
  errorJson,
  errorXml,
  serviceOf,
  TARGET,
  type AwsService,
} from './aws-protocol.ts';
import { assumeRole, type AwsRole } from './aws-roles.ts';
import { checkSignature, type KnownKey } from './aws-signature-check.ts';
import type { ServerCertificate } from './certificate-authority.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** What AWS answers instead of doing what it was asked. */
export interface AwsFailure {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
}

/** Who may do what. */
export interface AwsPrincipal {
  readonly account: string;
  /** `ecr:GetAuthorizationToken`; everything unless given. */
  readonly actions?: readonly string[];
}

export interface AwsKey extends KnownKey, AwsPrincipal {}

export interface AwsServices {
  readonly port: number;
  /** `sts.eu-west-1.amazonaws.com AssumeRoleWithWebIdentity <role> <session>`, `<host> CreateRepository <key> <name>`. */
  readonly requests: string[];
  /** `123456789012/eu-west-1/acme/api`; `public/acme/api` at ECR Public. */
  readonly repositories: Set<string>;
  /** What the next requests for an action get, in order. */
  fail(action: string, ...failures: AwsFailure[]): void;
  stop(): Promise<void>;
}

export interface AwsServicesOptions {
  /** For the hosts of AWS that a test uses. */
  readonly tls: ServerCertificate;
  readonly issuer?: IdentityProvider;
  /** By their ARN. */
  readonly roles?: Readonly<Record<string, AwsRole>>;
  /** By the access key ID. */
  readonly keys?: Readonly<Record<string, AwsKey>>;
  /** The password of every login; unless given, one that tells the region and has a colon in it. */
  readonly password?: string;
  /** Seconds that AWS's clock is ahead of this machine's. */
  readonly clock?: number;
}

/**
 * AWS's STS, ECR and ECR Public as they are documented, for every region and partition by the host
 * that is asked: the query protocol with XML, and JSON 1.1 with checked signatures.
 *
 * https://docs.aws.amazon.com/STS/latest/APIReference/,
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/
 */
export async function startAwsServices(options: AwsServicesOptions): Promise<AwsServices> {
  const state = new AwsState(options);
  const { tls } = options;
  const server = createServer(
    { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) },
    (request, response) => void state.answer(request, response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests: state.requests,
    repositories: state.repositories,
    fail: (action, ...failures) => void state.failures.set(action, failures),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

class AwsState {
  readonly requests: string[] = [];
  readonly repositories = new Set<string>();
  readonly failures = new Map<string, AwsFailure[]>();
  readonly #options: AwsServicesOptions;
  readonly #keys: Map<string, AwsKey>;

  constructor(options: AwsServicesOptions) {
    this.#options = options;
    this.#keys = new Map(Object.entries(options.keys ?? {}));
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readText(request);
    const host = request.headers.host ?? '';
    const service = serviceOf(host);
    response.setHeader('date', new Date(this.#now()).toUTCString());
    if (service === undefined || request.method !== 'POST' || request.url !== '/') {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>no such host</html>');
    } else if (service.name === 'sts') {
      this.#sts(host, new URLSearchParams(body), response);
    } else {
      this.#registry(host, service, request, body, response);
    }
  }

  #now(): number {
    return Date.now() + (this.#options.clock ?? 0) * 1000;
  }

  #sts(host: string, form: URLSearchParams, response: ServerResponse): void {
    const action = form.get('Action') ?? '';
    const names = [form.get('RoleArn'), form.get('RoleSessionName')].join(' ');
    this.requests.push(`${host} ${action} ${names}`);
    const { issuer, roles = {} } = this.#options;
    const failure = this.failures.get(action)?.shift();
    const result = failure ?? assumeRole(form, { issuer, roles, now: this.#now() });
    if ('xml' in result) this.#keys.set(result.accessKeyId, result.key);
    const [status, xml] = 'xml' in result ? [200, result.xml] : [result.status, errorXml(result)];
    response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
  }

  #registry(
    host: string,
    { name: service, region }: AwsService,
    request: IncomingMessage,
    body: string,
    response: ServerResponse,
  ): void {
    const target = `${request.headers['x-amz-target']?.toString()}`;
    const action = target.split('.')[1] ?? '';
    const verdict = checkSignature(
      { method: 'POST', target: '/', headers: request.headers, body },
      { region, service, now: this.#now(), keyOf: id => this.#keys.get(id) },
    );
    const who = 'accessKeyId' in verdict ? verdict.accessKeyId : verdict.code;
    const input = JSON.parse(body) as { repositoryName?: string; registryId?: string };
    this.requests.push([host, action, who, input.repositoryName ?? []].flat().join(' '));
    const failure = this.failures.get(action)?.shift();
    if (failure) return answerJson(response, failure.status, errorJson(failure));
    if ('code' in verdict) return answerJson(response, 400, errorJson(verdict));
    if (service === 'sts' || target !== `${TARGET[service]}.${action}`) {
      return answerJson(response, 400, errorJson({ code: 'UnknownOperationException' }));
    }
    const key = this.#keys.get(verdict.accessKeyId);
    if (key?.actions?.includes(`${service}:${action}`) === false) {
      const message = `User: arn:aws:iam::${key.account}:user/ci is not authorized to perform: ${service}:${action}`;
      return answerJson(response, 400, errorJson({ code: 'AccessDeniedException', message }));
    }
    if (action === 'GetAuthorizationToken') {
      return answerJson(response, 200, this.#token(service, region));
    }
    const registry = service === 'ecr' ? `${input.registryId ?? key?.account}/${region}` : 'public';
    return this.#create(response, `${registry}/${input.repositoryName}`);
  }

  #token(service: string, region: string): object {
    const password = this.#options.password ?? `token:of:${service}:${region}`;
    const data = {
      authorizationToken: Buffer.from(`AWS:${password}`).toString('base64'),
      expiresAt: Math.floor(this.#now() / 1000) + 43_200,
    };
    return { authorizationData: service === 'ecr' ? [data] : data };
  }

  #create(response: ServerResponse, name: string): void {
    if (this.repositories.has(name)) {
      return answerJson(response, 400, errorJson({ code: 'RepositoryAlreadyExistsException' }));
    }
    this.repositories.add(name);
    return answerJson(response, 200, { repository: { repositoryName: name } });
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
