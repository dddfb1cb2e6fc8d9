import type { Credential } from '../credential/credential.ts';
import { googleKey, lostItsSpaces } from '../credential/google-key.ts';
import { parseCredential } from '../credential/parse-credential.ts';
import { fieldsOf } from './paste-docker-config.ts';
import type { Pasted } from './pasted.ts';

/** Reads what the command lines of the clouds print when they make a key. */
export function pasteCloudKey(value: unknown): Pasted | undefined {
  const fields = fieldsOf(value);
  if (fields.has('private_key') || fields.get('type') === 'service_account') {
    return googleKeyIn(value, fields.get('private_key'));
  }
  if (fields.has('AccessKey')) return awsKeys(fieldsOf(fields.get('AccessKey')));
  if (fields.has('Credentials')) return awsKeys(fieldsOf(fields.get('Credentials')));
  if (fields.has('apikey')) {
    const key = parseCredential({ kind: 'iam-api-key', apiKey: fields.get('apikey') });
    return pasted(key, 'an IBM Cloud API key');
  }
  return servicePrincipal(fields);
}

function googleKeyIn(file: unknown, privateKey: unknown): Pasted {
  const found = pasted(
    { kind: 'google-key', ...googleKey(file) },
    'the key of a Google service account',
  );
  const wasSqueezed = typeof privateKey === 'string' && lostItsSpaces(privateKey);
  return wasSqueezed ? { ...found, notes: [SPACES_LOST, ...found.notes] } : found;
}

const SPACES_LOST = 'Its white space had been removed; what the private key needs was put back.';

/** Reads AWS keys from lines such as `export AWS_ACCESS_KEY_ID=…` or a credentials file. */
export function pasteAwsKeys(text: string): Pasted | undefined {
  const value = (name: string): string | undefined =>
    new RegExp(`${name}["']?[ \\t]*[=:][ \\t]*["']?([^\\s"']+)`, 'i').exec(text)?.[1];
  const accessKeyId = value('aws_access_key_id');
  if (accessKeyId === undefined) return undefined;
  return awsKeys(
    new Map([
      ['AccessKeyId', accessKeyId],
      ['SecretAccessKey', value('aws_secret_access_key')],
      ['SessionToken', value('aws_session_token')],
    ]),
  );
}

function awsKeys(fields: ReadonlyMap<string, unknown>): Pasted {
  const sessionToken = fields.get('SessionToken');
  const keys = parseCredential({
    kind: 'aws-keys',
    accessKeyId: fields.get('AccessKeyId'),
    secretAccessKey: fields.get('SecretAccessKey'),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });
  return pasted(keys, 'AWS access keys');
}

/** `az ad sp create-for-rbac`, with and without `--sdk-auth`. */
function servicePrincipal(fields: ReadonlyMap<string, unknown>): Pasted | undefined {
  const clientId = fields.get('appId') ?? fields.get('clientId');
  const clientSecret = fields.get('clientSecret') ?? fields.get('password');
  const tenantId = fields.get('tenant') ?? fields.get('tenantId');
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const principal = parseCredential({
    kind: 'azure-service-principal',
    clientId,
    clientSecret,
    ...(tenantId === undefined ? {} : { tenantId }),
  });
  return pasted(principal, 'an Azure service principal');
}

function pasted(credential: Credential, what: string): Pasted {
  return { credentials: [credential], notes: [`Read as ${what}.`] };
}
