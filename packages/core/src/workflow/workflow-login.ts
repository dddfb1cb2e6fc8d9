import type { CredentialKind } from '../credential/credential.ts';
import type { ProviderId } from '../provider/provider.ts';
import { providerTable } from '../provider/provider-table.ts';

/** What may be known of the credential that a workflow uses; never a secret. */
export interface WorkflowCredential {
  readonly kind: CredentialKind;
  readonly username?: string;
  readonly accessKeyId?: string;
  readonly clientId?: string;
  readonly tenantId?: string;
  readonly region?: string;
  readonly roleArn?: string;
  readonly workloadIdentityProvider?: string;
  readonly serviceAccount?: string;
  readonly connectionId?: string;
  readonly organization?: string;
}

/** The inputs of a login, and what the job must be allowed for it. */
export interface WorkflowLogin {
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly permissions: Readonly<Record<string, string>>;
}

/**
 * How a workflow logs in: with the job's own token at GitHub's registry, without a stored secret
 * where the credential is of such a kind, else with a secret of the repository. What is not known of
 * the credential is a variable of the repository.
 */
export function workflowLogin(
  { provider, host }: Where,
  credential: WorkflowCredential | undefined,
): WorkflowLogin {
  if (provider === 'ghcr') return GITHUB_TOKEN;
  const kind = kindFor(provider, credential?.kind);
  const known: Partial<WorkflowCredential> = credential?.kind === kind ? credential : {};
  const where = { provider, host };
  const keyless = keylessInputs(kind, known, where);
  if (keyless !== undefined) return { inputs: keyless, permissions: { 'id-token': 'write' } };
  return { inputs: storedInputs(kind, known, where), permissions: {} };
}

interface Where {
  readonly provider: ProviderId;
  readonly host: string;
}

const GITHUB_TOKEN: WorkflowLogin = {
  inputs: { username: '${{ github.actor }}', password: '${{ github.token }}' },
  permissions: { packages: 'write' },
};

/** The nodes of a cluster log in by themselves, a workflow cannot; and every push needs a login. */
function kindFor(provider: ProviderId, kind: CredentialKind | undefined): CredentialKind {
  if (kind !== undefined && kind !== 'node-role') return kind;
  const row = providerTable.find(({ id }) => id === provider);
  if (provider === 'docker-hub') return 'password';
  return row?.keyless ?? row?.credentialKinds[0] ?? 'password';
}

function keylessInputs(
  kind: CredentialKind,
  known: Partial<WorkflowCredential>,
  { host }: Where,
): WorkflowLogin['inputs'] | undefined {
  switch (kind) {
    case 'aws-role':
      return {
        'role-to-assume': known.roleArn ?? variable('AWS_ROLE'),
        'aws-region': known.region ?? regionOf(host),
      };
    case 'google-federation':
      return {
        'workload-identity-provider':
          known.workloadIdentityProvider ?? variable('GOOGLE_WORKLOAD_IDENTITY_PROVIDER'),
        // Where all of it is known, having none is known, too.
        'service-account':
          known.workloadIdentityProvider === undefined
            ? (known.serviceAccount ?? variable('GOOGLE_SERVICE_ACCOUNT'))
            : known.serviceAccount,
      };
    case 'azure-federation':
      return {
        'client-id': known.clientId ?? variable('AZURE_CLIENT_ID'),
        'tenant-id': known.tenantId ?? variable('AZURE_TENANT_ID'),
      };
    case 'docker-hub-connection':
      return {
        username: known.organization ?? variable('DOCKER_HUB_ORGANIZATION'),
        'connection-id': known.connectionId ?? variable('DOCKER_HUB_CONNECTION'),
      };
    case 'password':
    case 'google-key':
    case 'azure-service-principal':
    case 'iam-api-key':
    case 'aws-keys':
    case 'node-role':
      return undefined;
  }
}

function storedInputs(
  kind: CredentialKind,
  known: Partial<WorkflowCredential>,
  { provider, host }: Where,
): WorkflowLogin['inputs'] {
  const prefix = provider === 'generic' ? 'REGISTRY' : provider.toUpperCase().replaceAll('-', '_');
  switch (kind) {
    case 'aws-keys':
      return {
        username: known.accessKeyId ?? variable('AWS_ACCESS_KEY_ID'),
        password: secret('AWS_SECRET_ACCESS_KEY'),
        'aws-region': known.region ?? regionOf(host),
      };
    case 'google-key':
      return { password: secret('GOOGLE_KEY') };
    case 'iam-api-key':
      return { password: secret('IBM_CLOUD_API_KEY') };
    case 'azure-service-principal':
      return {
        username: known.clientId ?? variable('AZURE_CLIENT_ID'),
        password: secret('AZURE_CLIENT_SECRET'),
      };
    case 'password':
    case 'aws-role':
    case 'google-federation':
    case 'azure-federation':
    case 'docker-hub-connection':
    case 'node-role':
      return {
        username: known.username ?? variable(`${prefix}_USERNAME`),
        password: secret(`${prefix}_PASSWORD`),
      };
  }
}

function regionOf(host: string): string | undefined {
  if (host === 'public.ecr.aws') return 'us-east-1';
  return /\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(host)?.[1];
}

function variable(name: string): string {
  return `\${{ vars.${name} }}`;
}

function secret(name: string): string {
  return `\${{ secrets.${name} }}`;
}
