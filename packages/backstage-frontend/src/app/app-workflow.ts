import type { Credential, EffectiveRegistry, Registry } from '@berth/backstage-plugin-berth-common';
import { workflowSnippet, type WorkflowCredential, type WorkflowSnippet } from '@berth/core';
import type { BerthApi } from '../api/berth-api.ts';
import { BerthRequestError } from '../api/berth-request-error.ts';

export interface AppWorkflow extends WorkflowSnippet {
  /** The login that pushes may not be seen: the steps have the provider's usual one. */
  readonly isAssumed: boolean;
}

/** The workflow of an app: with the credential that pushes, or else the one that pulls. */
export async function appWorkflow(
  berth: BerthApi,
  { registry, repository }: EffectiveRegistry,
): Promise<AppWorkflow | undefined> {
  if (registry === undefined) return undefined;
  const { provider, host, connection, caCertificate } = registry;
  const { credential, isHidden } = await credentialOf(berth, registry);
  const snippet = workflowSnippet({
    ...{ provider, host, repository, credential },
    caCertificate: connection === 'ca' ? caCertificate : undefined,
    insecure: connection === 'insecure',
  });
  // There the job's own token pushes, whatever is stored.
  return { ...snippet, isAssumed: isHidden && provider !== 'ghcr' };
}

interface KnownCredential {
  readonly credential?: WorkflowCredential | undefined;
  readonly isHidden: boolean;
}

/** A registry shows the login that pulls to all; of another one that pushes it shows nothing. */
async function credentialOf(
  berth: BerthApi,
  { pushCredential, pullCredential, login }: Registry,
): Promise<KnownCredential> {
  const name = pushCredential ?? pullCredential;
  if (name === undefined) return { isHidden: false };
  try {
    return { credential: knownOf(await berth.getCredential(name)), isHidden: false };
  } catch (error) {
    const isHidden = error instanceof BerthRequestError && [403, 404].includes(error.status);
    if (!isHidden) throw error;
    if (login === undefined || name !== pullCredential) return { isHidden };
    return { credential: knownOf(login), isHidden: false };
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
