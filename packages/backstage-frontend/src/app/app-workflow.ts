import type { Credential, EffectiveRegistry, Registry } from '@berth/backstage-plugin-berth-common';
import { workflowSnippet, type WorkflowCredential, type WorkflowSnippet } from '@berth/core';
import type { BerthApi } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';

/** The workflow of an app: with the credential that pushes, or else the one that pulls. */
export async function appWorkflow(
  berth: BerthApi,
  { registry, repository }: EffectiveRegistry,
): Promise<WorkflowSnippet | undefined> {
  if (registry === undefined) return undefined;
  const { provider, host, connection, caCertificate } = registry;
  return workflowSnippet({
    ...{ provider, host, repository, credential: await credentialOf(berth, registry) },
    caCertificate: connection === 'ca' ? caCertificate : undefined,
    insecure: connection === 'insecure',
  });
}

/** Of a credential that somebody may not read, only what its registry shows is known. */
async function credentialOf(
  berth: BerthApi,
  { pushCredential, pullCredential, login }: Registry,
): Promise<WorkflowCredential | undefined> {
  const name = pushCredential ?? pullCredential;
  if (name === undefined) return undefined;
  try {
    return knownOf(await berth.getCredential(name));
  } catch (error) {
    const isHidden = error instanceof BerthRequestError && [403, 404].includes(error.status);
    if (!isHidden) throw error;
    if (login === undefined) return undefined;
    return pushCredential === undefined ? knownOf(login) : { kind: login.kind };
  }
}

const KNOWN = [
  ...(['username', 'accessKeyId', 'clientId', 'tenantId', 'region', 'roleArn'] as const),
  ...(['workloadIdentityProvider', 'serviceAccount', 'connectionId', 'organization'] as const),
];

function knownOf(credential: Pick<Credential, 'kind'> & Partial<Credential>): WorkflowCredential {
  const entries = KNOWN.map(name => [name, credential[name]] as const);
  return {
    kind: credential.kind,
    ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
  };
}
