import {
  canonicalHost,
  findProvider,
  isSecret,
  parsePasted,
  providerFor,
  type Credential,
} from '@berth/core';
import type { RegistryDraft } from './registry-draft.ts';
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
  const placed = host === undefined ? draft : atServer(draft, host);
  // What was typed for another registry does not go with this login.
  const isElsewhere = placed.provider !== draft.provider && credential !== undefined;
  const clean = isElsewhere ? { ...placed, fields: {}, endsOn: '' } : placed;
  const filled = credential === undefined ? clean : withCredential(clean, credential);
  const more = [
    ...(others.length === 0
      ? []
      : [
          `${credentials.length} logins were found; the first is filled in. Paste the others one by one.`,
        ]),
    ...(filled.isChosen ? [] : ['Now choose the provider that it is for.']),
  ];
  return { draft: filled, notes: [...notes, ...more] };
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
  const fields: Record<string, string> = { ...draft.fields };
  for (const [name, value] of Object.entries(credential) as [string, unknown][]) {
    if (isSecret(value)) fields[name] = value.reveal();
    else if (typeof value === 'string' && name !== 'kind') fields[name] = value;
  }
  return { ...draft, kind: credential.kind, credential: undefined, fields };
}

/** A key of a cloud that was pasted before the provider was chosen chooses it. */
function kindElsewhere(draft: RegistryDraft, credential: Credential): RegistryDraft {
  const provider = PROVIDER_OF_KIND[credential.kind] ?? 'generic';
  return withCredential({ ...withProvider(draft, provider), fields: {} }, credential);
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
