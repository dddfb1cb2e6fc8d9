import { generateKeyPairSync } from 'node:crypto';
import { formsIn, writtenForms } from '@berth/test/secrets/written-forms';

/** A credential with secrets that are looked for wherever something is written. */
export interface CanaryCredential {
  readonly name: string;
  /** As it is entered, without a name. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly server: string;
}

const uuid = '01234567-89ab-cdef-0123-456789abcdef';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const secrets = {
  password: `canary-pässword "1" & <b>'it\\'s'</b> /+=%`,
  clientSecret: `canary~client&secret<2>"`,
  apiKey: 'canary_api-key/3+=',
  secretAccessKey: 'canary+secret/access+key+of+40+characters',
  sessionToken: 'canary/session+token=="5"',
  key: JSON.stringify({
    ...{ type: 'service_account', client_email: 'puller@acme.iam.gserviceaccount.com' },
    ...{ private_key: pem, private_key_id: 'canary-key-id-6' },
  }),
};

/** One of every kind with a secret. */
export const canaryCredentials: readonly CanaryCredential[] = [
  {
    name: 'password',
    server: 'ghcr.io',
    body: { kind: 'password', username: 'canary-user', password: secrets.password },
  },
  {
    name: 'google-key',
    server: 'europe-docker.pkg.dev',
    body: { kind: 'google-key', key: secrets.key },
  },
  {
    name: 'azure',
    server: 'acmeregistry.azurecr.io',
    body: { kind: 'azure-service-principal', clientId: uuid, clientSecret: secrets.clientSecret },
  },
  { name: 'ibm', server: 'icr.io', body: { kind: 'iam-api-key', apiKey: secrets.apiKey } },
  {
    name: 'aws',
    server: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    body: {
      ...{ kind: 'aws-keys', accessKeyId: 'ASIAIOSFODNN7EXAMPLE' },
      ...{ secretAccessKey: secrets.secretAccessKey, sessionToken: secrets.sessionToken },
    },
  },
];

/** The secret that stands in requests where none belongs. */
export const { password: CANARY } = secrets;

const USERNAMES = ['canary-user', '_json_key', 'iamapikey', 'AWS', uuid];

/** Every form in which a secret may be written. */
const forms: readonly string[] = [
  ...new Set(
    [...Object.values(secrets), pem]
      .flatMap(secret => [secret, ...secret.split('\n'), ...secret.split('\\n')])
      .filter(text => text.length > 8 && !text.includes('PRIVATE KEY-----') && !isHarmless(text))
      .concat(pem)
      .flatMap(text => [text, ...USERNAMES.map(username => `${username}:${text}`)])
      .flatMap(writtenForms),
  ),
];

/** Of the key file, what is no secret. */
function isHarmless(text: string): boolean {
  return text.startsWith('{"type"') && !text.endsWith('}');
}

/** The secrets in a text, also within what is in base64 there. */
export function canariesIn(text: string): readonly string[] {
  return formsIn(text, forms);
}
