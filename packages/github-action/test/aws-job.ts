import { startJob, type Inputs, type Job, type Step } from '@berth/test/runner/action';
import { startAwsServices, type AwsServices } from '@berth/test/servers/aws-services';
import { createCertificateAuthority } from '@berth/test/servers/certificate-authority';
import { startForwardProxy } from '@berth/test/servers/forward-proxy';
import {
  startIdentityProvider,
  type IdentityProvider,
} from '@berth/test/servers/identity-provider';
import { startVendorRegistry, type VendorRegistry } from '@berth/test/servers/vendor-registry';

export const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
export const VIRGINIA = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
export const OTHER_ACCOUNT = '012345678901.dkr.ecr.eu-west-1.amazonaws.com';
export const OTHER_VIRGINIA = '012345678901.dkr.ecr.us-east-1.amazonaws.com';
/** Of an account that lets nobody else in. */
export const CLOSED = '999999999999.dkr.ecr.eu-west-1.amazonaws.com';
export const PUBLIC = 'public.ecr.aws';

export const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

export const KEYS = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
export const TEMPORARY_KEYS = {
  AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a-secret-of-an-hour',
  AWS_SESSION_TOKEN: 'a/session+token==',
};

/** What ECR hands out, by the host of the registry. */
export function passwordAt(host: string): string {
  if (host === PUBLIC) return 'token:of:ecr-public:us-east-1';
  return `token:of:ecr:${host.split('.')[3]}`;
}

/** AWS with its registries, and jobs that reach it by its names. */
export interface AwsForJobs {
  readonly issuer: IdentityProvider;
  readonly aws: AwsServices;
  readonly registry: VendorRegistry;
  run(inputs: Inputs, environment?: Readonly<Record<string, string>>): Promise<[Step, Job]>;
  forget(): void;
  stop(): Promise<unknown>;
}

const subject = 'repo:acme/api:*';

export async function startAwsForJobs(): Promise<AwsForJobs> {
  const ca = createCertificateAuthority();
  const services = ['sts', 'api.ecr'].flatMap(name =>
    ['eu-west-1', 'us-east-1'].map(region => `${name}.${region}.amazonaws.com`),
  );
  services.push('api.ecr-public.us-east-1.amazonaws.com');
  const registries = [ECR, VIRGINIA, OTHER_ACCOUNT, OTHER_VIRGINIA, CLOSED, PUBLIC];
  const tls = ca.issue([...services, ...registries].map(name => `DNS:${name}`));
  const issuer = await startIdentityProvider();
  const account = { account: '123456789012' };
  const aws = await startAwsServices({
    ...{ tls, issuer },
    roles: {
      [role('build')]: { subject },
      [role('other')]: { subject: 'repo:acme/other:*' },
      [role('no-audience')]: { subject, audiences: ['https://github.com/acme'] },
    },
    keys: {
      [KEYS.AWS_ACCESS_KEY_ID]: { ...account, secretAccessKey: KEYS.AWS_SECRET_ACCESS_KEY },
      [TEMPORARY_KEYS.AWS_ACCESS_KEY_ID]: {
        ...account,
        secretAccessKey: TEMPORARY_KEYS.AWS_SECRET_ACCESS_KEY,
        sessionToken: TEMPORARY_KEYS.AWS_SESSION_TOKEN,
      },
    },
  });
  const registry = await startVendorRegistry({
    tls,
    accepts: (username, password, host) =>
      host !== CLOSED && username === 'AWS' && password === passwordAt(host),
  });
  const ports = [
    ...services.map(name => [name, aws.port] as const),
    ...registries.map(name => [name, registry.port] as const),
  ];
  const proxy = await startForwardProxy({ tunnelsTo: Object.fromEntries(ports) });
  return {
    ...{ issuer, aws, registry },
    async run(inputs, environment = {}) {
      const job = startJob();
      const step = await job.main(
        { 'ca-certificate': ca.certificate, retries: '0', ...inputs },
        {
          environment: {
            ...{ HTTPS_PROXY: proxy.url, GITHUB_RUN_ID: '4711' },
            ...issuer.environment,
            ...environment,
          },
        },
      );
      return [step, job];
    },
    forget() {
      for (const list of [aws.requests, issuer.requests]) list.length = 0;
      registry.logins.clear();
    },
    stop: () => Promise.all([proxy, registry, aws, issuer].map(server => server.stop())),
  };
}
