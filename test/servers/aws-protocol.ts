import type { ServerResponse } from 'node:http';
import type { AwsFailure } from './aws-services.ts';

/** What a host of AWS serves. */
export interface AwsService {
  readonly name: 'sts' | 'ecr' | 'ecr-public';
  readonly region: string;
}

/** What `X-Amz-Target` begins with. */
export const TARGET = {
  ecr: 'AmazonEC2ContainerRegistry_V20150921',
  'ecr-public': 'SpencerFrontendService',
} as const;

/** `sts.<region>.…`, `api.ecr.<region>.…` and, with IPv6, `ecr.<region>.api.…`. */
export function serviceOf(host: string): AwsService | undefined {
  const [, name, region, domain = ''] =
    /^(?:api\.)?(sts|ecr|ecr-public)(?:-fips)?\.([a-z]+(?:-[a-z]+)+-\d)\.(.+)$/.exec(host) ?? [];
  if (region === undefined || name === undefined) return undefined;
  if (name === 'ecr-public' && region !== 'us-east-1') return undefined;
  if (name !== 'sts' && host.startsWith('api.') === domain.startsWith('api.')) return undefined;
  return { name: name as AwsService['name'], region };
}

export function errorXml({ status, code, message = '' }: AwsFailure): string {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error>
    <Type>${type}</Type>
    <Code>${code}</Code>
    <Message>${message}</Message>
  </Error>
  <RequestId>6a1e0a9c-0000-4000-8000-000000000000</RequestId>
</ErrorResponse>
`;
}

export function errorJson({ code, message = code }: Pick<AwsFailure, 'code' | 'message'>): object {
  return { __type: code, message };
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  const type = 'application/x-amz-json-1.1';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}
