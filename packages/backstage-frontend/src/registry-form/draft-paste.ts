import {
  canonicalHost,
  findProvider,
  isSecret,
  parsePasted,
  providerFor,
  type Credential,
} from '@berth/core';
import { isSecretField } from './credential-fields.ts';
import { hostOf } from './draft-server.ts';
import { loginFor, type LoginUse } from './login-use.ts';
import type { RegistryDraft } from './registry-draft.ts';
import { withEntered, withoutOthersSecrets, withSecretsBound } from './secret-host.ts';
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
  const placed =
    host === undefined ? draft : withoutOthersSecrets(atServer(withSecretsBound(draft), host));
  // What was typed for another registry does not go with this login.
  const isElsewhere = credential !== undefined && isMoved(draft, placed);
  const clean = isElsewhere ? { ...placed, fields: {}, enteredFor: {}, endsOn: '' } : placed;
  const filled = credential === undefined ? clean : withCredential(clean, credential);
  const more = [
    ...(isSecretLost(draft, filled) ? [clearedNote(draft, filled)] : []),
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

/** Whether something was entered to log in that is there no more, and nothing instead of it. */
function isSecretLost(before: RegistryDraft, after: RegistryDraft): boolean {
  const isEntered = (draft: RegistryDraft, use: LoginUse) =>
    Object.entries(loginFor(draft, use).fields).some(([name, text]) => isSecretField(name) && text);
  return (['pull', 'push'] as const).some(use => isEntered(before, use) && !isEntered(after, use));
}

function clearedNote(before: RegistryDraft, after: RegistryDraft): string {
  const was = hostOf(before) ?? 'another registry';
  return `The secret that was entered for ${was} is cleared. Enter the one for ${hostOf(after) ?? 'this one'}.`;
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
