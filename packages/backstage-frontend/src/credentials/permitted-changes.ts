import type { CredentialDetails } from './credential-details.ts';

const CHANGES: readonly (readonly [action: string, text: string])[] = [
  ['credential.update', 'change'],
  ['credential.delete', 'delete'],
];

/** Why what is to be seen on the page is not to be pressed: sentences, each with the way on. */
export function refusals(details: CredentialDetails): readonly string[] {
  const { credential, permitted, user } = details;
  const { owner, hasSecret } = credential;
  const refused = CHANGES.filter(([action]) => !permitted.may(action)).map(([, text]) => text);
  const who = owner === undefined ? "Berth's admins" : `its owner ${owner} and Berth's admins`;
  const isUnproven = hasSecret && permitted.may('credential.update') && user === undefined;
  return [
    ...(refused.length === 0 ? [] : [`Only ${who} may ${refused.join(' and ')} it.`]),
    ...(isUnproven
      ? [
          'A new secret is proven at a registry that uses it, and you see none that does: choose it in a registry first.',
        ]
      : []),
  ];
}
