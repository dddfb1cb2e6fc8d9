import { InvalidInputError } from '../invalid-input-error.ts';
import { parseLooseJson } from './loose-json.ts';
import { Secret } from '../secret.ts';

/** The JSON key of a Google service account, checked. */
export interface GoogleKey {
  /** The whole key file as JSON on one line. */
  readonly key: Secret;
  readonly clientEmail: string;
}

/**
 * Reads the key file of a Google service account in any form that people paste: as it is, on one
 * line, in quotes, escaped, or in base64. `undefined` when the text is no JSON object.
 *
 * Form of the file: https://cloud.google.com/iam/docs/keys-create-delete
 *
 * @throws InvalidInputError that holds nothing of the text.
 */
export function parseGoogleKey(text: string): GoogleKey | undefined {
  if (text.length > MAX_LENGTH) throw invalid('it is longer than 100000 characters');
  const json = parseLooseJson(text);
  return json === undefined ? undefined : googleKey(json.value);
}

/** Checks the parsed content of a key file. */
export function googleKey(value: unknown): GoogleKey {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('it is not a JSON object');
  }
  const file = new Map<string, unknown>(Object.entries(value));
  checkType(file.get('type'));
  const privateKey = file.get('private_key');
  if (typeof privateKey !== 'string') throw invalid('"private_key" is missing');
  const clientEmail = file.get('client_email');
  if (typeof clientEmail !== 'string' || !/^[^\s@:]+@[^\s@:]+$/.test(clientEmail)) {
    throw invalid('"client_email" is missing or no address');
  }
  file.set('private_key', pem(privateKey));
  return { key: new Secret(JSON.stringify(Object.fromEntries(file))), clientEmail };
}

const MAX_LENGTH = 100_000;

function checkType(type: unknown): void {
  if (type === 'service_account') return;
  if (type === 'authorized_user') throw invalid('it is the login of a person, made by gcloud');
  if (type === 'external_account') {
    throw new InvalidInputError(
      'Invalid Google key: it is a federation configuration and holds no key. Use a credential of kind "google-federation".',
    );
  }
  throw invalid('its "type" is not "service_account"');
}

/** Whether the text was pasted without white space, so that the marks of its key lost theirs. */
export function lostItsSpaces(text: string): boolean {
  return text.includes('-----BEGINPRIVATEKEY-----');
}

/** Puts back line breaks that became the two characters `\n` on the way, and lost spaces. */
function pem(privateKey: string): string {
  const broken = privateKey.includes('\n') ? privateKey : privateKey.replaceAll('\\n', '\n');
  const text = broken.replace(/-----(BEGIN|END)PRIVATEKEY-----/g, '-----$1 PRIVATE KEY-----');
  const lines = text.trim().split('\n');
  const begins = lines[0]?.trimEnd() === '-----BEGIN PRIVATE KEY-----';
  if (begins && lines.at(-1) === '-----END PRIVATE KEY-----' && lines.length > 2) return text;
  throw invalid('"private_key" is not a whole PEM text');
}

function invalid(reason: string): InvalidInputError {
  return new InvalidInputError(
    `Invalid Google key: ${reason}. Give the whole file that "gcloud iam service-accounts keys create" wrote.`,
  );
}
