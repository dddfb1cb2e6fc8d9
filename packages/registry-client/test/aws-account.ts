import { Secret, type AwsKeysCredential, type AwsRoleCredential } from '@berth/core';
import { startAwsServices, type AwsServices } from '@berth/test/servers/aws-services';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { expect } from 'vitest';
import { RegistryRequestError, type ExchangeOptions } from '../src/index.ts';

export const ACCOUNT = '123456789012';
export const IRELAND = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com`;
export const OTHER = '210987654321.dkr.ecr.eu-west-1.amazonaws.com';
export const BEIJING = `${ACCOUNT}.dkr.ecr.cn-north-1.amazonaws.com.cn`;
export const STS = 'sts.eu-west-1.amazonaws.com';
export const API = 'api.ecr.eu-west-1.amazonaws.com';

export const role = (name: string, partition = 'aws'): AwsRoleCredential => ({
  kind: 'aws-role',
  roleArn: `arn:${partition}:iam::${ACCOUNT}:role/${name}`,
});
export const BUILD = role('build').roleArn;
export const keys: AwsKeysCredential = {
  kind: 'aws-keys',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'),
};
/** May log in to ECR, and nothing else. */
export const puller: AwsKeysCredential = { ...keys, accessKeyId: 'AKIAIOSFODNN7PULLER0' };
export const temporary: AwsKeysCredential = {
  kind: 'aws-keys',
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: new Secret('a-secret-of-an-hour'),
  sessionToken: new Secret('a/session+token=='),
};

/** An account at AWS for tests, reached as AWS is: by its names, through a proxy. */
export interface AwsAccount {
  readonly issuer: IdentityProvider;
  readonly aws: AwsServices;
  /** What was logged, with the seconds replaced. */
  readonly notices: string[];
  at(server: string, options?: Partial<ExchangeOptions>): ExchangeOptions;
  forget(): void;
  stop(): Promise<unknown>;
}

const subject = 'repo:acme/api:*';

const roles = {
  [BUILD]: { subject },
  [role('short').roleArn]: { subject, seconds: 900 },
  [role('weak').roleArn]: { subject, actions: [] },
  [role('other').roleArn]: { subject: 'repo:acme/other:*' },
  [role('no-provider').roleArn]: { subject, audiences: [] },
  [role('no-audience').roleArn]: { subject, audiences: ['https://github.com/acme'] },
  [role('build', 'aws-cn').roleArn]: { subject, audiences: ['sts.amazonaws.com.cn'] },
};

const secretAccessKey = keys.secretAccessKey.reveal();

const known = {
  [keys.accessKeyId]: { account: ACCOUNT, secretAccessKey },
  [puller.accessKeyId]: {
    ...{ account: ACCOUNT, secretAccessKey },
    actions: ['ecr:GetAuthorizationToken'],
  },
  [temporary.accessKeyId]: {
    account: ACCOUNT,
    secretAccessKey: temporary.secretAccessKey.reveal(),
    sessionToken: 'a/session+token==',
  },
};

export async function startAwsAccount({ clock = 0 } = {}): Promise<AwsAccount> {
  const ca = createCertificateAuthority();
  const tls = ca.issue([
    ...['sts', 'api.ecr'].map(name => `DNS:${name}.eu-west-1.amazonaws.com`),
    ...['sts', 'api.ecr', 'api.ecr-public'].map(name => `DNS:${name}.us-east-1.amazonaws.com`),
    ...['sts', 'api.ecr'].map(name => `DNS:${name}.cn-north-1.amazonaws.com.cn`),
    ...['sts-fips', 'ecr-fips'].map(name => `DNS:${name}.us-west-2.api.aws`),
  ]);
  const issuer = await startIdentityProvider();
  const aws = await startAwsServices({ tls, issuer, roles, keys: known, clock });
  const proxy = await startForwardProxy({ tunnelsTo: aws.port });
  const notices: string[] = [];
  const session = {
    environment: { HTTPS_PROXY: proxy.url },
    onNotice: (notice: string) => void notices.push(notice.replace(/in \d+\.\d s/, 'in N s')),
  };
  return {
    ...{ issuer, aws, notices },
    at: (server, options) => ({
      ...{ server, session, caCertificate: ca.certificate },
      identityToken: audience => askIssuer(issuer, audience),
      ...options,
    }),
    forget() {
      for (const list of [aws.requests, issuer.requests, notices]) list.length = 0;
    },
    stop: () => Promise.all([proxy.stop(), aws.stop(), issuer.stop()]),
  };
}

async function askIssuer({ environment }: IdentityProvider, audience: string): Promise<Secret> {
  const answer = await fetch(`${environment.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${audience}`, {
    headers: { authorization: `Bearer ${environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
  });
  return new Secret(((await answer.json()) as { value: string }).value);
}

export async function failureOf(work: Promise<unknown>): Promise<RegistryRequestError> {
  const error: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(RegistryRequestError);
  return error as RegistryRequestError;
}
