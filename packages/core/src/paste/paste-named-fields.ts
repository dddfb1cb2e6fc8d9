import type { Credential } from '../credential/credential.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { parseCredential } from '../credential/parse-credential.ts';
import { parseServer } from '../provider/registry-server.ts';
import type { Pasted } from './pasted.ts';
import { pastedLogin } from './pasted-login.ts';

/** Puts fields of known names together; `undefined` where they make no login. */
export function pasteNamedFields(
  fields: ReadonlyMap<string, string>,
  source: string,
): Pasted | undefined {
  const text = (name: string): string | undefined => fields.get(name)?.trim() || undefined;
  const server = text('server');
  const host = server === undefined ? {} : { host: hostOf(server) };
  const cloud = cloudCredential(text);
  if (cloud !== undefined) {
    return {
      ...(host.host === undefined ? {} : { server: host.host }),
      credentials: [cloud],
      notes: [],
    };
  }
  const [username, password, email] = [text('username'), text('password'), text('email')];
  if (password === undefined) {
    if (host.host === undefined) return undefined;
    return {
      server: host.host,
      credentials: [],
      notes: [`There is no password in the ${source}.`],
    };
  }
  return pastedLogin({
    ...host,
    password,
    ...(username === undefined ? {} : { username }),
    ...(email === undefined ? {} : { email }),
  });
}

function cloudCredential(text: (name: string) => string | undefined): Credential | undefined {
  const [clientId, clientSecret] = [text('clientId'), text('clientSecret')];
  if (clientId !== undefined && clientSecret !== undefined) {
    const tenantId = text('tenantId');
    return parseCredential({
      kind: 'azure-service-principal',
      clientId,
      clientSecret,
      ...(tenantId === undefined ? {} : { tenantId }),
    });
  }
  const apiKey = text('apiKey');
  if (apiKey === undefined || text('password') !== undefined) return undefined;
  return text('username') === undefined
    ? parseCredential({ kind: 'iam-api-key', apiKey })
    : undefined;
}

/** What is no server may be a part of a password: it is not repeated. */
function hostOf(server: string): string {
  try {
    return parseServer(server).host;
  } catch {
    throw new InvalidInputError(
      'The server in the text is no registry. Write its host, such as ghcr.io.',
    );
  }
}
