import type { Registry } from '@berth/backstage-plugin-berth-common';
import { mainSecret } from '../registry-form/credential-fields.ts';
import type { LoginUse } from '../registry-form/login-use.ts';
import type { RegistryDetails } from './details.ts';

/** Whether a secret is stored with which somebody can pull. */
export function holdsSecret({ login }: Registry): boolean {
  return login !== undefined && mainSecret(login.kind) !== undefined;
}

/** The logins of which a new secret can be entered. */
export function renewable({ registry, permitted, push }: RegistryDetails): readonly {
  readonly use: LoginUse;
  readonly may: boolean;
}[] {
  return [
    ...(holdsSecret(registry)
      ? [{ use: 'pull', may: permitted.may('credential.update') } as const]
      : []),
    ...(push?.credential.hasSecret
      ? [{ use: 'push', may: push.permitted.may('credential.update') } as const]
      : []),
  ];
}

const OWNERS: readonly (readonly [action: string, text: string])[] = [
  ['registry.check', 'check'],
  ['registry.update', 'edit'],
  ['registry.delete', 'delete'],
];

/** Why what is to be seen on the page is not to be pressed: sentences, each with who may. */
export function refusals(details: RegistryDetails): readonly string[] {
  const { registry, permitted } = details;
  const { owner } = registry;
  const refused = OWNERS.filter(([action]) => !permitted.may(action)).map(([, text]) => text);
  const who = owner === undefined ? "Berth's admins" : `its owner ${owner} and Berth's admins`;
  const secret = holdsSecret(registry);
  return [
    ...(refused.length === 0 ? [] : [`Only ${who} may ${listed(refused)} it.`]),
    ...(renewable(details).some(({ may }) => !may)
      ? ["Only the owner of its credential and Berth's admins may enter a new secret."]
      : []),
    ...(secret && !registry.disabled && !permitted.may('pull-secret.export')
      ? ["Only Berth's admins, and whom they let, may export its pull secret."]
      : []),
  ];
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
