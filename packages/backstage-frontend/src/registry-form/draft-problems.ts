import { InvalidInputError } from '@berth/core';
import { certificatesIn } from '../certificate/certificate.ts';
import { parseLabels } from './described-labels.ts';
import { parseOwner, parseScope } from './described-scope.ts';
import { nameOf, serverOf } from './draft-server.ts';
import { loginProblems } from './login-problems.ts';
import type { RegistryDraft, StoredEntry } from './registry-draft.ts';

export { enteredFields, keepsSecret } from './login-problems.ts';

/** What is wrong, by the path of the field in the contract; core has the rules. */
export type Problems = Readonly<Record<string, string>>;

export function draftProblems(draft: RegistryDraft, stored?: StoredEntry): Problems {
  return {
    ...caught('server', () => serverOf(draft)),
    ...nameProblem(draft, stored),
    ...loginProblems(draft, stored, 'pull'),
    ...(draft.pushBy === 'other' && loginProblems(draft, stored, 'push')),
    ...connectionProblem(draft),
    ...(draft.purposes.length === 0 && { purposes: 'Choose at least one.' }),
    ...defaultProblem(draft, stored),
    ...caught('owner', () => parseOwner(draft.owner)),
    ...caught('scope', () => parseScope(draft.scope)),
    ...caught('labels', () => parseLabels(draft.labels)),
  };
}

const NAME = /^(?!none$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function nameProblem(draft: RegistryDraft, stored: StoredEntry | undefined): Problems {
  const name = nameOf(draft);
  // Without a server there is nothing yet that it could be made from.
  if (stored !== undefined || name === '' || NAME.test(name)) return {};
  return {
    name: `The name "${name}" cannot be used. Write 1 to 63 of a-z, 0-9 and "-", with a letter or digit at both ends, and not "none".`,
  };
}

/** One that is the default already is disabled by force. */
function defaultProblem({ disabled, makeDefault }: RegistryDraft, stored?: StoredEntry): Problems {
  if (!disabled || !makeDefault || stored?.registry.default === true) return {};
  return { default: 'A disabled registry cannot be the default. Enable it, or leave this out.' };
}

function connectionProblem({ connection, caCertificate, server, parts }: RegistryDraft): Problems {
  const certificate = connection === 'ca' ? certificateProblem(caCertificate) : undefined;
  if (certificate !== undefined) return { caCertificate: certificate };
  if (connection !== 'insecure' && /^\s*http:/i.test(server ?? parts.server ?? '')) {
    return {
      connection: 'The server is written with http. Write https, or make the connection insecure.',
    };
  }
  return {};
}

function certificateProblem(pem: string): string | undefined {
  if (/PRIVATE KEY/.test(pem)) {
    return 'This holds a private key. Give the certificate only, and replace that key: it has been seen.';
  }
  if (!/-----BEGIN CERTIFICATE-----/.test(pem)) {
    return 'The certificate is missing. Paste it in PEM, or choose its file.';
  }
  const certificates = certificatesIn(pem);
  const unread = certificates.findIndex(one => one === undefined);
  if (certificates.length === 0 || unread !== -1) {
    return `The certificate ${unread + 1 || 1} cannot be read. Copy the whole file again.`;
  }
  const now = new Date().toISOString();
  if (certificates.some(one => one !== undefined && one.validTo > now)) return undefined;
  return 'The certificate has ended. Ask whoever runs the registry for the new one.';
}

/** Core names the part of a server. */
function caught(field: 'server' | 'owner' | 'scope' | 'labels', check: () => unknown): Problems {
  try {
    check();
    return {};
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { [field === 'server' ? `parts.${error.field ?? 'server'}` : field]: error.message };
  }
}
