import type { Credential } from './credential.ts';
import { fieldsOfKind, parseKind } from './credential-kind.ts';
import { Fields, invalidField } from './fields.ts';
import { googleKey, parseGoogleKey, type GoogleKey } from './google-key.ts';
import { inField } from '../invalid-input-error.ts';
import { parseServer } from '../provider/registry-server.ts';
import type { Secret } from '../secret.ts';
import * as format from './text-format.ts';
import { checkUsername } from './username.ts';

/**
 * Parses a credential from structured input, such as a JSON body or configuration. Secrets are
 * given as strings or as `Secret`; the key of `google-key` also as an object.
 *
 * @throws InvalidInputError with the field; never with a value, which may be a secret.
 */
export function parseCredential(value: unknown): Credential {
  const fields = new Fields(value);
  const kind = parseKind(fields.text('kind'));
  fields.allow(fieldsOfKind[kind], `kind "${kind}"`);
  switch (kind) {
    case 'password':
      return { kind, ...login(fields), ...binding(fields) };
    case 'google-key':
      return { kind, ...keyIn(fields, 'key'), ...binding(fields) };
    case 'azure-service-principal':
      return { kind, ...servicePrincipal(fields), ...binding(fields) };
    case 'iam-api-key':
      return { kind, apiKey: fields.secret('apiKey'), ...binding(fields) };
    case 'aws-keys':
      return { kind, ...awsKeys(fields), ...binding(fields) };
    case 'aws-role':
      return { kind, roleArn: fields.text('roleArn', format.AWS_ROLE_ARN), ...region(fields) };
    case 'google-federation':
      return { kind, ...googleFederation(fields) };
    case 'azure-federation':
      return {
        kind,
        clientId: fields.text('clientId', format.UUID),
        tenantId: fields.text('tenantId', format.AZURE_TENANT),
      };
    case 'docker-hub-connection':
      return {
        kind,
        connectionId: fields.text('connectionId', format.UUID),
        organization: fields.text('organization', format.DOCKER_ID),
      };
    case 'node-role':
      return { kind };
  }
}

function login(fields: Fields): { username?: string; password: Secret } {
  const username = fields.optionalText('username');
  if (username !== undefined) checkUsername(username);
  if (username === '_json_key') return { username, password: keyIn(fields, 'password').key };
  const password = fields.secret('password');
  return username === undefined ? { password } : { username, password };
}

function keyIn(fields: Fields, name: string): GoogleKey {
  const value = fields.document(name);
  const key = inField(name, () =>
    typeof value === 'string' ? parseGoogleKey(value) : googleKey(value),
  );
  if (key !== undefined) return key;
  throw invalidField(
    name,
    'is no JSON',
    'Give the whole file that "gcloud iam service-accounts keys create" wrote',
  );
}

function servicePrincipal(fields: Fields): {
  clientId: string;
  clientSecret: Secret;
  tenantId?: string;
} {
  const tenantId = fields.optionalText('tenantId', format.AZURE_TENANT);
  const clientId = fields.text('clientId');
  checkUsername(clientId);
  return {
    clientId,
    clientSecret: fields.secret('clientSecret'),
    ...(tenantId === undefined ? {} : { tenantId }),
  };
}

function awsKeys(fields: Fields): {
  accessKeyId: string;
  secretAccessKey: Secret;
  sessionToken?: Secret;
  region?: string;
} {
  const accessKeyId = fields.text('accessKeyId', format.AWS_ACCESS_KEY_ID);
  const sessionToken = fields.optionalSecret('sessionToken');
  if (accessKeyId.startsWith('ASIA') && sessionToken === undefined) {
    throw invalidField(
      'sessionToken',
      'is missing',
      'Temporary keys (ASIA…) do not work without it',
    );
  }
  return {
    accessKeyId,
    secretAccessKey: fields.secret('secretAccessKey'),
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...region(fields),
  };
}

function region(fields: Fields): { region?: string } {
  const region = fields.optionalText('region', format.AWS_REGION);
  return region === undefined ? {} : { region };
}

function googleFederation(fields: Fields): {
  workloadIdentityProvider: string;
  serviceAccount?: string;
} {
  const serviceAccount = fields.optionalText('serviceAccount', format.GOOGLE_SERVICE_ACCOUNT);
  const provider = fields.text('workloadIdentityProvider', format.GOOGLE_IDENTITY_PROVIDER);
  return {
    // Google's own pages also write it as a resource's full name, and as an audience.
    workloadIdentityProvider: provider.slice(provider.indexOf('projects/')),
    ...(serviceAccount === undefined ? {} : { serviceAccount }),
  };
}

function binding(fields: Fields): { hosts?: readonly string[]; email?: string } {
  const hosts = fields.optionalTexts('hosts');
  const email = fields.optionalText('email');
  if (hosts?.length === 0) throw invalidField('hosts', 'is empty', 'Name a host or leave it out');
  const bound = hosts?.map((host, index) =>
    inField(`hosts[${index}]`, () => parseServer(host).host),
  );
  return {
    ...(bound === undefined ? {} : { hosts: [...new Set(bound)] }),
    ...(email === undefined ? {} : { email }),
  };
}
