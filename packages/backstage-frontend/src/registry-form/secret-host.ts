import { credentialFields, isSecretField } from './credential-fields.ts';
import { hostOf } from './draft-server.ts';
import { loginField, loginFor, type LoginUse } from './login-use.ts';
import type { LoginDraft, RegistryDraft } from './registry-draft.ts';

/** What is entered in the fields of a login; of a secret, also for which host. */
export function withEntered(
  draft: RegistryDraft,
  use: LoginUse,
  entered: Readonly<Record<string, string>>,
): Pick<LoginDraft, 'fields' | 'enteredFor'> {
  const { fields, enteredFor } = loginFor(draft, use);
  const hosts = forHost(hostOf(draft), secretsIn(entered));
  return { fields: { ...fields, ...entered }, enteredFor: { ...enteredFor, ...hosts } };
}

/** A secret that was entered before its server is for the first one that it meets. */
export function withSecretsBound(draft: RegistryDraft): RegistryDraft {
  const bound = (use: LoginUse): Pick<LoginDraft, 'enteredFor'> => {
    const { fields, enteredFor } = loginFor(draft, use);
    const unbound = secretsIn(fields).filter(name => enteredFor[name] === undefined);
    return { enteredFor: { ...enteredFor, ...forHost(hostOf(draft), unbound) } };
  };
  return { ...draft, ...bound('pull'), push: { ...draft.push, ...bound('push') } };
}

/** Without the secrets that were entered for another host than the draft has now. */
export function withoutOthersSecrets(draft: RegistryDraft): RegistryDraft {
  const host = hostOf(draft);
  const own = (use: LoginUse): Partial<LoginDraft> => {
    const { fields, enteredFor } = loginFor(draft, use);
    const others = Object.keys(enteredFor).filter(name => enteredFor[name] !== host);
    if (others.length === 0) return {};
    return { fields: without(fields, others), enteredFor: without(enteredFor, others), endsOn: '' };
  };
  return { ...draft, ...own('pull'), push: { ...draft.push, ...own('push') } };
}

/** For which other host a secret of the form was entered. */
export function otherHost(draft: RegistryDraft, use: LoginUse): string | undefined {
  const { enteredFor } = loginFor(draft, use);
  return othersSecrets(draft, use).map(name => enteredFor[name])[0];
}

/** A secret goes to another host than it was entered for only where somebody says so. */
export function otherHostProblems(
  draft: RegistryDraft,
  use: LoginUse,
): Readonly<Record<string, string>> {
  const host = hostOf(draft);
  const { enteredFor, alsoFor } = loginFor(draft, use);
  if (host === undefined || alsoFor === host) return {};
  const problems = othersSecrets(draft, use).map(name => {
    const message = `This was entered for ${enteredFor[name]}. Enter what ${host} takes, or say below that it takes the same.`;
    return [loginField(use, name), message] as const;
  });
  return Object.fromEntries(problems);
}

function othersSecrets(draft: RegistryDraft, use: LoginUse): readonly string[] {
  const host = hostOf(draft);
  const { provider, kind, fields, enteredFor } = loginFor(draft, use);
  return credentialFields(provider, kind)
    .map(({ name }) => name)
    .filter(name => fields[name] && enteredFor[name] !== undefined && enteredFor[name] !== host);
}

/** The names of the secrets that are entered. */
export function secretsIn(fields: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(fields).filter(name => isSecretField(name) && fields[name] !== '');
}

function forHost(host: string | undefined, names: readonly string[]): Record<string, string> {
  return host === undefined ? {} : Object.fromEntries(names.map(name => [name, host]));
}

function without(all: Readonly<Record<string, string>>, names: readonly string[]) {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}
