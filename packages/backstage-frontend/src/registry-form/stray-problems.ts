import { credentialFields } from './credential-fields.ts';
import type { Problems } from './draft-problems.ts';
import { askedParts } from './draft-server.ts';
import { loginField, loginFor, type LoginUse } from './login-use.ts';
import type { RegistryDraft } from './registry-draft.ts';

/** What is wrong with what the page has no field for; nobody would learn of it otherwise. */
export function strayProblems(problems: Problems, draft: RegistryDraft): readonly string[] {
  const places = new Set([
    ...['name', 'title', 'description', 'purposes', 'owner', 'scope', 'labels', 'default'],
    ...['connection', 'caCertificate', 'repository'],
    ...askedParts(draft).map(part => `parts.${part}`),
    ...loginPlaces(draft, 'pull'),
    ...(draft.pushBy === 'other' ? loginPlaces(draft, 'push') : []),
  ]);
  return Object.entries(problems).flatMap(([place, problem]) =>
    places.has(place) ? [] : [problem],
  );
}

/** The empty name is the login as a whole. */
function loginPlaces(draft: RegistryDraft, use: LoginUse): readonly string[] {
  const { provider, kind } = loginFor(draft, use);
  const names = credentialFields(provider, kind).map(({ name }) => name);
  return ['', 'credential', 'expiresAt', 'email', ...names].map(name => loginField(use, name));
}
