import { describe, expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import { messageOf, password, read } from '../../test/read-pasted.ts';
import { InvalidInputError } from '../invalid-input-error.ts';
import { parsePasted } from './parse-pasted.ts';

const KEY = JSON.stringify(keyFile);
const PRETTY = JSON.stringify(keyFile, null, 2);
const CLIENT_ID = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const NEXT_STEP =
  'Paste a token, a key file, a docker login command, a Docker config or a Secret, whole.';
const TRIMMED = 'Line breaks, spaces and invisible characters were removed.';
const googleKey = { kind: 'google-key', key: KEY, clientEmail: keyFile.client_email };

const CONFIG = { auths: { 'ghcr.io': { auth: btoa('ada:hunter2') } } };

describe('a token', () => {
  test.each([
    ['hunter2', { kind: 'password', password: 'hunter2' }, ['Read as a password or token.']],
    [
      '\ufeff hunter2\u200b\u00a0\r\n',
      { kind: 'password', password: 'hunter2' },
      [TRIMMED, 'Read as a password or token.'],
    ],
    [
      "'pa$$:word=='",
      { kind: 'password', password: 'pa$$:word==' },
      ['The quotes around it were removed.', 'Read as a password or token.'],
    ],
    [
      'Bearer hunter2',
      { kind: 'password', password: 'hunter2' },
      ['The word "Bearer" before it was removed.', 'Read as a password or token.'],
    ],
    [
      '"Bearer hunter2"',
      { kind: 'password', password: 'hunter2' },
      [
        'The quotes around it were removed.',
        'The word "Bearer" before it was removed.',
        'Read as a password or token.',
      ],
    ],
    ['Hunter.Two', { kind: 'password', password: 'Hunter.Two' }, ['Read as a password or token.']],
    [
      'admin:12345',
      { kind: 'password', password: 'admin:12345' },
      ['Read as a password or token.'],
    ],
    [
      'ya29.c.abc',
      { kind: 'password', password: 'ya29.c.abc' },
      ['This is an access token of Google. It lasts an hour at most as a rule.'],
    ],
    [
      'glpat-abc',
      { kind: 'password', password: 'glpat-abc' },
      ['This is an access token of GitLab. It needs read_registry to pull.'],
    ],
    [
      `eyJhbGciOiJub25lIn0.${btoa('{"exp":1800000000}').replace('=', '')}.c2ln`,
      expect.anything(),
      ['Read as a password or token.', 'The token ends at 2027-01-15T08:00:00.000Z.'],
    ],
  ])('%j', (text, credential, notes) => {
    expect(read(text)).toEqual({ credentials: [credential], notes });
  });

  test.each([
    ['dckr_pat_abc', 'docker.io', ['Read as a personal access token of Docker Hub.']],
    ['ghp_abc\n', 'ghcr.io', ['Read as a personal access token (classic) of GitHub.']],
    [
      'github_pat_abc',
      'ghcr.io',
      [
        'This is a fine-grained token of GitHub. The GitHub Container Registry does not take it: make a personal access token (classic) with read:packages.',
      ],
    ],
  ])('%j names its registry', (text, server, hints) => {
    expect(read(text)).toEqual({
      server,
      credentials: [password(server, undefined, text.trim())],
      notes: [...(text === text.trim() ? [] : [TRIMMED]), ...hints],
    });
  });
});

describe('a server', () => {
  test.each([
    ['ghcr.io', 'ghcr.io', []],
    ['https://us.gcr.io/', 'us.gcr.io', ['Read as a server.']],
    ['https://index.docker.io/v1/', 'docker.io', ['Read as a server.']],
    ['registry.example.com', 'registry.example.com', []],
    ['registry.example.com:5000/', 'registry.example.com:5000', ['Read as a server.']],
    ['[::1]:5000', '[::1]:5000', []],
    ['localhost:5000', 'localhost:5000', []],
  ])('%j', (text, server, notes) => {
    expect(read(text)).toEqual({ server, credentials: [], notes });
  });

  test('that is none', () => {
    expect(() => parsePasted('https://hub.docker.com')).toThrow('Use docker.io.');
    for (const text of ['https://ada:hunter2@ghcr.io/?t=hunter2', 'https://ada:hunter2']) {
      expect(messageOf(text)).toBe(
        `The pasted text cannot be used: it is no registry. ${NEXT_STEP}`,
      );
    }
  });
});

describe('a Google key', () => {
  test.each([
    ['as it is', PRETTY, []],
    ['with a line break behind it', `${PRETTY}\r\n`, [TRIMMED]],
    ['in single quotes', `'${PRETTY}'`, ['The quotes around it were removed.']],
    ['in double quotes', `"${KEY}"`, ['The quotes around it were removed.']],
    ['in base64', btoa(PRETTY), ['It was decoded from base64.']],
    [
      'in base64 with line breaks',
      btoa(PRETTY).replace(/.{64}/g, '$&\n'),
      ['It was decoded from base64.'],
    ],
    [
      'with escaped line breaks',
      PRETTY.replaceAll('\n', '\\n'),
      ['Its line breaks and quotes had been escaped or lost; they were put right.'],
    ],
    [
      'without any white space',
      PRETTY.replace(/\s/g, ''),
      ['Its white space had been removed; what the private key needs was put back.'],
    ],
  ])('%s', (_, text, notes) => {
    expect(read(text)).toEqual({
      credentials: [googleKey],
      notes: [...notes, 'Read as the key of a Google service account.'],
    });
  });
});

describe('what clouds print', () => {
  test.each([
    [
      { appId: CLIENT_ID, displayName: 'reader', password: 'hunter2', tenant: CLIENT_ID },
      {
        kind: 'azure-service-principal',
        clientId: CLIENT_ID,
        clientSecret: 'hunter2',
        tenantId: CLIENT_ID,
      },
      'an Azure service principal',
    ],
    [
      { name: 'reader', description: '', createdAt: '2026-01-01T00:00+0000', apikey: 'hunter2' },
      { kind: 'iam-api-key', apiKey: 'hunter2' },
      'an IBM Cloud API key',
    ],
    [
      {
        AccessKey: {
          UserName: 'x',
          AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
          SecretAccessKey: 'hunter2',
        },
      },
      { kind: 'aws-keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'hunter2' },
      'AWS access keys',
    ],
  ])('%#', (value, credential, what) => {
    expect(read(JSON.stringify(value, null, 4))).toEqual({
      credentials: [credential],
      notes: [`Read as ${what}.`],
    });
  });

  test.each([
    '[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = hun/ter+2',
    'export AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE"\nexport AWS_SECRET_ACCESS_KEY="hun/ter+2"',
  ])('%j', text => {
    expect(read(text)).toEqual({
      credentials: [
        { kind: 'aws-keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'hun/ter+2' },
      ],
      notes: ['Read as AWS access keys.'],
    });
  });
});

test.each([
  ['', `it is empty. ${NEXT_STEP}`],
  [' \n\ufeff', `it is empty. ${NEXT_STEP}`],
  ['my password is hunter2', `it is none of the forms that are known. ${NEXT_STEP}`],
  ["hunter2's login is", `it is none of the forms that are known. ${NEXT_STEP}`],
  ['hunter2\nhunter2', `it is none of the forms that are known. ${NEXT_STEP}`],
  ['{"hunter2":"hunter2"}', `it is JSON of an unknown form. ${NEXT_STEP}`],
  ['{}', `it is JSON of an unknown form. ${NEXT_STEP}`],
  ['{"__proto__":{"auths":{"ghcr.io":{}}}}', `it is JSON of an unknown form. ${NEXT_STEP}`],
  ['hunter2'.repeat(300_000), 'it is longer than 2 MiB. Paste only the credentials.'],
])('%# is not understood, and not repeated', (text, message) => {
  expect(messageOf(text)).toBe(`The pasted text cannot be used: ${message}`);
});

test('secrets do not show in the result', () => {
  const found = [
    parsePasted('docker login -u ada -p hunter2 ghcr.io'),
    parsePasted(JSON.stringify(CONFIG)),
    parsePasted('hunter2'),
    parsePasted(PRETTY),
  ];

  expect(JSON.stringify(found)).not.toMatch(/hunter2|MIIEvQ/);
});

test('a megabyte of hostile text takes linear time', () => {
  const parts = [
    'a',
    ' a',
    '{"',
    '{"a":',
    '[',
    "'",
    '"',
    '\\',
    '\\\n',
    '$(',
    '${',
    'docker login ',
    'docker login -p ',
    '.dockerconfigjson: |\n',
    '- key: .dockerconfigjson\n',
    '-',
    ' ',
    '\n',
    'eyJ',
    'a.',
    'a:',
    '@',
    'aws_access_key_id=',
    'echo | ',
    '—a ',
    '--docker-server=',
    '<<EOF\n',
    '<<A\nA\n',
    'A=$A;',
    '{"auths":{"a.b":{"auth":"',
    '`',
    '```\n',
    '~~~a\n',
    'A={\n',
    'A={"a":1}\n',
    'A_',
    "PASSWORD='\n",
    'password: a\n',
    'a.b/',
    'docker pull a/',
    'a:1/',
    '{"name":"',
    '{"passwords":[{',
  ];
  for (const part of parts) {
    for (const start of ['', "docker login -u '"]) {
      try {
        parsePasted(start + part.repeat(1_000_000 / part.length));
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
      }
    }
  }
}, 60_000);
