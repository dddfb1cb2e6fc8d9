import {
  canonicalHost,
  findProvider,
  isSecret,
  parsePasted,
  providerFor,
  type Credential,
} from '@berth/core';
import { hostOf } from './draft-server.ts';
import { loginFor } from './login-use.ts';
import type { RegistryDraft } from './registry-draft.ts';
import { secretsIn, withEntered, withoutOthersSecrets, withSecretsBound } from './secret-host.ts';
import { withProvider } from './with-provider.ts';

export interface PastedDraft {
  readonly draft: RegistryDraft;
  /** What was read and changed, as sentences without secrets. */
  readonly notes: readonly string[];
}

/**
 * Puts what somebody pasted into the right fields.
 *
 * @throws InvalidInputError that holds nothing of the text.
 */
export function draftFromPasted(draft: RegistryDraft, text: string): PastedDraft {
  const { server, credentials, notes } = parsePasted(text);
  const [credential, ...others] = credentials;
  const host = server ?? (credential && 'hosts' in credential ? credential.hosts?.[0] : undefined);
  const bound = withSecretsBound(draft);
  const placed = host === undefined ? bound : withoutOthersSecrets(atServer(bound, host));
  // What was typed for another registry does not go with this login.
  const isElsewhere = credential !== undefined && isMoved(draft, placed);
  const clean = isElsewhere ? { ...placed, fields: {}, enteredFor: {}, endsOn: '' } : placed;
  const filled = credential === undefined ? clean : withCredential(clean, credential);
  const more = [
    ...clearedNotes(bound, filled),
    ...(others.length === 0
      ? []
      : [
          `${credentials.length} logins were found; the first is filled in. Paste the others one by one.`,
        ]),
    ...(filled.isChosen ? [] : ['Now choose the provider that it is for.']),
  ];
  return { draft: filled, notes: [...notes, ...more] };
}

function isMoved(before: RegistryDraft, after: RegistryDraft): boolean {
  const [from, to] = [hostOf(before), hostOf(after)];
  return after.provider !== before.provider || (from !== undefined && from !== to);
}

/** Tells of a secret that was there, and has nothing instead of it. */
function clearedNotes(before: RegistryDraft, after: RegistryDraft): readonly string[] {
  const [lost] = (['pull', 'push'] as const).flatMap(use => {
    const login = loginFor(before, use);
    const isLost = secretsIn(loginFor(after, use).fields).length === 0;
    return isLost ? secretsIn(login.fields).map(name => login.enteredFor[name]) : [];
  });
  if (lost === undefined) return [];
  return [
    `The secret that was entered for ${lost} is cleared. Enter the one for ${hostOf(after) ?? 'this registry'}.`,
  ];
}

/** A provider that was chosen stays where the host does not say another. */
function atServer(draft: RegistryDraft, host: string): RegistryDraft {
  const found = findProvider(host);
  const isOwnHost =
    found === 'generic' && providerFor(draft.provider).serverParts.includes('server');
  const provider = isOwnHost ? draft.provider : found;
  const { defaultServer } = providerFor(provider);
  const isUsual = defaultServer !== undefined && canonicalHost(defaultServer) === host;
  return { ...withProvider(draft, provider), parts: {}, server: isUsual ? undefined : host };
}

function withCredential(draft: RegistryDraft, credential: Credential): RegistryDraft {
  const { credentialKinds } = providerFor(draft.provider);
  // A token alone says nothing about the provider that was chosen before it was pasted.
  if (!credentialKinds.includes(credential.kind)) return kindElsewhere(draft, credential);
  const entered: Record<string, string> = {};
  for (const [name, value] of Object.entries(credential) as [string, unknown][]) {
    if (isSecret(value)) entered[name] = value.reveal();
    else if (typeof value === 'string' && name !== 'kind') entered[name] = value;
  }
  const login = withEntered(draft, 'pull', entered);
  return { ...draft, kind: credential.kind, credential: undefined, ...login };
}

/** A key of a cloud that was pasted before the provider was chosen chooses it. */
function kindElsewhere(draft: RegistryDraft, credential: Credential): RegistryDraft {
  const provider = PROVIDER_OF_KIND[credential.kind] ?? 'generic';
  const chosen = { ...withProvider(draft, provider), fields: {}, enteredFor: {} };
  return withCredential(chosen, credential);
}

const PROVIDER_OF_KIND = {
  password: 'generic',
  'google-key': 'gar',
  'google-federation': 'gar',
  'azure-service-principal': 'acr',
  'azure-federation': 'acr',
  'iam-api-key': 'icr',
  'aws-keys': 'ecr',
  'aws-role': 'ecr',
  'node-role': 'ecr',
  'docker-hub-connection': 'docker-hub',
} as const;
