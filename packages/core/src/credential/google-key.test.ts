import { describe, expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { googleKey, parseGoogleKey } from './google-key.ts';

const LINE = JSON.stringify(keyFile);
const PRETTY = JSON.stringify(keyFile, null, 2);

describe('parseGoogleKey makes one line of', () => {
  test.each([
    ['the file', `${PRETTY}\n`],
    ['one line', LINE],
    ['Windows line breaks', PRETTY.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${PRETTY}`],
    ['single quotes around it', `'${PRETTY}'`],
    ['single quotes around one line', ` '${LINE}' \n`],
    ['double quotes around it', `"${LINE}"`],
    ['a JSON string', JSON.stringify(PRETTY)],
    ['a JSON string without its quotes', JSON.stringify(PRETTY).slice(1, -1)],
    ['escaped line breaks between the fields', PRETTY.replaceAll('\n', '\\n')],
    ['escapes that a shell has undone', LINE.replaceAll('\\n', '\n')],
    ['escapes that were escaped again', LINE.replaceAll('\\n', '\\\\n')],
    ['base64', btoa(PRETTY)],
    ['base64 without padding', btoa(PRETTY).replace(/=+$/, '')],
    ['base64 with line breaks', btoa(PRETTY).replace(/.{76}/g, '$&\r\n')],
    ['base64 for URLs', btoa(LINE).replaceAll('+', '-').replaceAll('/', '_')],
    ['base64 in quotes', `"${btoa(LINE)}"`],
    ['quotes in base64', btoa(`'${LINE}'`)],
    ['the file without any white space', PRETTY.replace(/\s/g, '')],
    ['a JSON string without any white space', JSON.stringify(PRETTY).replace(/\s/g, '')],
  ])('%s', (_, text) => {
    const key = parseGoogleKey(text);

    expect(key?.clientEmail).toBe('reader@my-project.iam.gserviceaccount.com');
    expect(key?.key.reveal()).toBe(LINE);
  });
});

test.each(['', 'hunter2', 'ya29.token', '[]', '"text"', btoa('hunter2'), "'", '"', '\\'])(
  '%j is no key file',
  text => {
    expect(parseGoogleKey(text)).toBeUndefined();
  },
);

const WHOLE_FILE = 'Give the whole file that "gcloud iam service-accounts keys create" wrote.';

describe('parseGoogleKey refuses', () => {
  test.each([
    [{ ...keyFile, type: 'authorized_user' }, 'it is the login of a person, made by gcloud.'],
    [
      { ...keyFile, type: 'external_account' },
      'it is a federation configuration and holds no key.',
    ],
    [{ ...keyFile, type: undefined }, `its "type" is not "service_account". ${WHOLE_FILE}`],
    [{ ...keyFile, private_key: 5 }, `"private_key" is missing. ${WHOLE_FILE}`],
    [
      { ...keyFile, private_key: keyFile.private_key.slice(0, 60) },
      `"private_key" is not a whole PEM text. ${WHOLE_FILE}`,
    ],
    [{ ...keyFile, client_email: 'hunter2' }, '"client_email" is missing or no address.'],
    [{}, 'its "type" is not "service_account".'],
  ])('%#', (file, message) => {
    expect(() => parseGoogleKey(JSON.stringify(file))).toThrow(`Invalid Google key: ${message}`);
  });

  test.each([
    [LINE.slice(0, -20), 'a quotation mark is missing, so the last string does not end'],
    [LINE.slice(0, -1), 'a bracket, comma or quotation mark is missing or too many'],
    [
      '{"private_key": "hunter2" oops}',
      'a bracket, comma or quotation mark is missing or too many',
    ],
  ])('JSON that is cut off, without repeating it', (text, reason) => {
    expect(() => parseGoogleKey(text)).toThrow(
      new InvalidInputError(`The JSON cannot be read: ${reason}. Copy it again, whole.`),
    );
  });

  test.each([null, 5, 'text', []])('%j instead of an object', value => {
    expect(() => googleKey(value)).toThrow('Invalid Google key: it is not a JSON object.');
  });
});

test('a field called __proto__ is a field like any other', () => {
  const key = parseGoogleKey(`{"__proto__":{"type":"x"},${LINE.slice(1)}`);

  expect(key?.key.reveal()).toBe(`{"__proto__":{"type":"x"},${LINE.slice(1)}`);
  expect(() => parseGoogleKey('{"__proto__":{"type":"service_account"}}')).toThrow('its "type"');
});

test('hostile text takes linear time', () => {
  for (const part of ['{"', '\\', '"', "'", '{', '\n', 'eyJ', '{\\"']) {
    const text = part.repeat(40_000).slice(0, 99_000);
    try {
      parseGoogleKey(`{${text}`);
      parseGoogleKey(text);
    } catch (error) {
      expect(error).toHaveProperty('name', 'InvalidInputError');
    }
  }
  expect(() => parseGoogleKey('{'.repeat(100_001))).toThrow('longer than 100000 characters');
});
