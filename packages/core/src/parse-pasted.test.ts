import { describe, expect, test } from 'vitest';
import { keyFile } from '../test/google-key-file.ts';
import { InvalidInputError } from './invalid-input-error.ts';
import { parsePasted } from './parse-pasted.ts';
import { isSecret } from './secret.ts';

const KEY = JSON.stringify(keyFile);
const PRETTY = JSON.stringify(keyFile, null, 2);
const CLIENT_ID = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const NEXT_STEP =
  'Paste a token, a key file, a docker login command, a Docker config or a Secret, whole.';
const TRIMMED = 'Line breaks, spaces and invisible characters were removed.';
const VARIABLE = 'The password is a variable or a command; its value is not in the text.';
const googleKey = { kind: 'google-key', key: KEY, clientEmail: keyFile.client_email };
const password = (host: string, username: string | undefined, password = 'hunter2'): object => ({
  kind: 'password',
  ...(username === undefined ? {} : { username }),
  password,
  hosts: [host],
});

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

describe('a login command', () => {
  test.each([
    ['docker login -u ada -p hunter2 ghcr.io', 'ghcr.io', 'ada'],
    ['$ sudo docker login ghcr.io --username=ada --password=hunter2', 'ghcr.io', 'ada'],
    ['# docker login ghcr.io -uada -phunter2 # our registry', 'ghcr.io', 'ada'],
    [
      'docker login \\\n  --username "ada" \\\n  --password \'hunter2\' \\\n  https://GHCR.io/',
      'ghcr.io',
      'ada',
    ],
    ['docker.exe login `\r\n -u ada -p hunter2 ghcr.io', 'ghcr.io', 'ada'],
    [
      'podman login --tls-verify=false --authfile a.json -u ada -p hunter2 quay.io',
      'quay.io',
      'ada',
    ],
    ['nerdctl login -u ada -p hunter2 quay.io', 'quay.io', 'ada'],
    ['docker --config /tmp/x login -u ada -p hunter2 quay.io', 'quay.io', 'ada'],
    ['echo hunter2 | docker login quay.io -u ada --password-stdin', 'quay.io', 'ada'],
    ["echo -n 'hunter2' |\n docker login quay.io -u ada --password-stdin", 'quay.io', 'ada'],
    ["printf '%s' hunter2 | docker login quay.io -u ada --password-stdin", 'quay.io', 'ada'],
    ['docker login quay.io -u ada --password-stdin <<< "hunter2"', 'quay.io', 'ada'],
    ['cd x && docker login quay.io -u ada -p hunter2; docker push quay.io/a/b', 'quay.io', 'ada'],
    ['REGISTRY=x docker login quay.io -u ada -p hunter2', 'quay.io', 'ada'],
    ['helm registry login quay.io -u ada -p hunter2', 'quay.io', 'ada'],
    [
      "kubectl create secret docker-registry regcred -n x --docker-server=quay.io --docker-username=ada --docker-password='hunter2'",
      'quay.io',
      'ada',
    ],
    [
      'akka docker add-credentials --docker-server https://quay.io --docker-username ada --docker-password hunter2 --secret-name x',
      'quay.io',
      'ada',
    ],
    [
      'ibmcloud ce registry create --name x --server quay.io --username ada --password hunter2',
      'quay.io',
      'ada',
    ],
    ['docker login quay.io -u ada -p hunter2 > /dev/null 2>&1', 'quay.io', 'ada'],
  ])('%j', (text, host, username) => {
    expect(read(text)).toEqual({
      server: host,
      credentials: [password(host, username)],
      notes: [],
    });
  });

  test.each([
    ["docker login harbor.example.com -u 'robot$ci+push' -p hunter2"],
    ['docker login harbor.example.com -u robot$ci+push -p hunter2'],
    ['docker login harbor.example.com -u "robot$ci+push" -p hunter2'],
    ['docker login harbor.example.com -u "robot\\$ci+push" -p hunter2'],
  ])('%j keeps the user name whole', text => {
    expect(read(text)).toEqual({
      server: 'harbor.example.com',
      credentials: [password('harbor.example.com', 'robot$ci+push')],
      notes: ['The "$" in the user name is kept; in a shell it needs single quotes.'],
    });
  });

  test('a password keeps what its quotes protect', () => {
    expect(read("docker login quay.io -u ada -p '$hunter2 \"x\\'").credentials).toEqual([
      password('quay.io', 'ada', '$hunter2 "x\\'),
    ]);
  });

  test('without a server means Docker Hub', () => {
    expect(read('docker login -u ada -p dckr_pat_abc')).toEqual({
      server: 'docker.io',
      credentials: [password('docker.io', 'ada', 'dckr_pat_abc')],
      notes: [],
    });
    expect(read('podman login -u ada -p hunter2')).toEqual({
      credentials: [{ kind: 'password', username: 'ada', password: 'hunter2' }],
      notes: [],
    });
  });

  test('with the token on a line of its own, as Docker Hub shows it', () => {
    expect(read('docker login -u ada\ndckr_pat_abc').credentials).toEqual([
      password('docker.io', 'ada', 'dckr_pat_abc'),
    ]);
  });

  test.each([
    [
      `docker login -u _json_key -p '${PRETTY}' https://us.gcr.io`,
      { ...googleKey, hosts: ['us.gcr.io'] },
    ],
    [
      `docker login -u _json_key_base64 -p ${btoa(KEY)} us-docker.pkg.dev`,
      { ...googleKey, hosts: ['us-docker.pkg.dev'] },
    ],
    [
      `docker login -u _json_key -p '${KEY}' mirror.example.com`,
      password('mirror.example.com', '_json_key', KEY),
    ],
    [
      'docker login -u iamapikey -p hunter2 us.icr.io',
      { kind: 'iam-api-key', apiKey: 'hunter2', hosts: ['us.icr.io'] },
    ],
    [
      `docker login -u ${CLIENT_ID} -p hunter2 acme.azurecr.io`,
      {
        kind: 'azure-service-principal',
        clientId: CLIENT_ID,
        clientSecret: 'hunter2',
        hosts: ['acme.azurecr.io'],
      },
    ],
    [
      'docker login -u 00000000-0000-0000-0000-000000000000 -p hunter2 acme.azurecr.io',
      password('acme.azurecr.io', '00000000-0000-0000-0000-000000000000'),
    ],
    [`docker login -u ${CLIENT_ID} -p hunter2 quay.io`, password('quay.io', CLIENT_ID)],
  ])('%j finds the kind', (text, credential) => {
    expect(read(text).credentials).toEqual([credential]);
  });

  test('with the access keys of AWS', () => {
    const server = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

    expect(read(`docker login -u AKIAIOSFODNN7EXAMPLE -p hunter2 ${server}`).credentials).toEqual([
      {
        kind: 'aws-keys',
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        secretAccessKey: 'hunter2',
        hosts: [server],
      },
    ]);
  });

  test.each([
    [
      'aws ecr get-login-password --region eu-central-1 | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      [
        'The command asks AWS for a token that lasts 12 hours, so there is no password to take: store access keys or a role.',
      ],
    ],
    [
      'gcloud auth print-access-token | docker login -u oauth2accesstoken --password-stdin https://us-docker.pkg.dev',
      'us-docker.pkg.dev',
      [
        'The command asks Google for a token that lasts an hour, so there is no password to take: store a service account key or use federation.',
      ],
    ],
    [
      'docker login -u _json_key -p "$(cat keyfile.json)" https://us.gcr.io',
      'us.gcr.io',
      [VARIABLE],
    ],
    ['echo $CR_PAT | docker login ghcr.io -u ada --password-stdin', 'ghcr.io', [VARIABLE]],
    ['docker login ghcr.io -u ada -p ${{ secrets.GITHUB_TOKEN }}', 'ghcr.io', [VARIABLE]],
    [
      'cat token.txt | docker login ghcr.io -u $USER --password-stdin',
      'ghcr.io',
      [
        'The user name is a variable or a command; its value is not in the text.',
        'The password comes from another command or a file; its value is not in the text.',
      ],
    ],
    ['docker login ghcr.io -u ada', 'ghcr.io', ['The command has no password in it; add it.']],
    [
      'docker login ghcr.io -u ada --password-stdin < token',
      'ghcr.io',
      ['The command has no password in it; add it.'],
    ],
    ['docker login ghcr.io --password=$TOKEN', 'ghcr.io', [VARIABLE]],
    ['docker login ghcr.io -u ghp_abc', 'ghcr.io', ['The command has no password in it; add it.']],
    ['docker login', 'docker.io', ['The command has no password in it; add it.']],
  ])('%j has no password to take', (text, server, notes) => {
    expect(read(text)).toEqual({ server, credentials: [], notes });
  });

  test('with a variable for its server', () => {
    expect(read('docker login "$REGISTRY" -u ada -p hunter2')).toEqual({
      credentials: [{ kind: 'password', username: 'ada', password: 'hunter2' }],
      notes: ['The server is a variable; its value is not in the text.'],
    });
  });

  test('several at once', () => {
    const text = 'docker login ghcr.io -u ada -p hunter2\ndocker login quay.io -u bob -p hunter3\n';

    expect(read(text)).toEqual({
      credentials: [password('ghcr.io', 'ada'), password('quay.io', 'bob', 'hunter3')],
      notes: [TRIMMED],
    });
  });

  test('from a word processor', () => {
    expect(read('docker login —username ada —password “hunter2” ghcr.io')).toEqual({
      server: 'ghcr.io',
      credentials: [password('ghcr.io', 'ada')],
      notes: ['Typographic quotes and dashes were read as plain ones.'],
    });
  });

  test.each([
    [
      "docker login -u ada -p 'hunter2 ghcr.io",
      /^The command cannot be read: ' has no counterpart/,
    ],
    [
      'docker login -u ada -p x&hunter2 ghcr.io',
      /^The command cannot be read: "&" ends it there\. Put the password in single quotes\.$/,
    ],
    ['docker login -u ada -p hunter2(x ghcr.io', /^The command cannot be read: "\(" ends it there/],
    ['docker login -u ada -p some hunter2 ghcr.io', /^The login command names no registry/],
    ['docker login -u ada:x -p hunter2 ghcr.io', /^Invalid credential: "username" has a colon/],
  ])('%j is refused', (text, message) => {
    expect(messageOf(text)).toMatch(message);
    expect(messageOf(text)).not.toContain('hunter2');
  });
});

const CONFIG = { auths: { 'ghcr.io': { auth: btoa('ada:hunter2') } } };
const inBase64 = (value: unknown): string => btoa(JSON.stringify(value));

describe('a Docker config', () => {
  test.each([
    [{ 'ghcr.io': { auth: btoa('ada:hun:ter2') } }, password('ghcr.io', 'ada', 'hun:ter2'), []],
    [{ 'ghcr.io': { auth: btoa('ada:hunter2').replace('=', '') } }, password('ghcr.io', 'ada'), []],
    [{ 'ghcr.io': { auth: btoa('ada:hunter2\0\0') } }, password('ghcr.io', 'ada'), []],
    [
      { 'https://quay.io/v1/': { username: 'ada', password: 'hunter2' } },
      password('quay.io', 'ada'),
      [],
    ],
    [
      { 'quay.io': { username: 'ada', password: 'old', auth: btoa('ada:hunter2') } },
      password('quay.io', 'ada'),
      ['"auth" and "password" of quay.io differ: "auth" is taken, as clients do.'],
    ],
    [
      { 'quay.io/team': { auth: btoa('ada:hunter2') } },
      password('quay.io', 'ada'),
      ['A login holds for the whole host: quay.io is used, without what stands behind it.'],
    ],
    [
      { 'us.gcr.io': { auth: btoa(`_json_key:${PRETTY}`), email: 'ada@example.com' } },
      { ...googleKey, hosts: ['us.gcr.io'], email: 'ada@example.com' },
      [],
    ],
  ])('%#', (auths, credential, notes) => {
    const found = read(JSON.stringify({ auths }, null, 2));

    expect(found.credentials).toEqual([credential]);
    expect(found.notes).toEqual(notes);
  });

  test('for several registries', () => {
    const auths = {
      'https://index.docker.io/v1/': { auth: btoa('ada:dckr_pat_abc'), email: 'ada@example.com' },
      'ghcr.io': { username: 'bob', password: 'hunter2' },
    };

    expect(read(JSON.stringify({ auths }))).toEqual({
      credentials: [
        { ...password('docker.io', 'ada', 'dckr_pat_abc'), email: 'ada@example.com' },
        password('ghcr.io', 'bob'),
      ],
      notes: [],
    });
  });

  test.each([
    [
      { 'acme.azurecr.io': { identitytoken: 'x' } },
      'acme.azurecr.io',
      'The login for acme.azurecr.io is a token that Docker renews by itself and the kubelet ignores; it was left out.',
    ],
    [
      { 'ghcr.io': {} },
      'ghcr.io',
      'There is no password for ghcr.io in it; a credential helper may hold it.',
    ],
    [
      { 'ghcr.io': 'x' },
      'ghcr.io',
      'There is no password for ghcr.io in it; a credential helper may hold it.',
    ],
    [
      { 'hub.docker.com': { auth: btoa('ada:hunter2') } },
      undefined,
      'A login was left out. Invalid registry "hub.docker.com": no client finds a login under this host. Use docker.io.',
    ],
    [
      JSON.parse('{"__proto__":{"auth":"x"}}') as object,
      undefined,
      expect.stringContaining('A login was left out. Invalid registry "__proto__"') as string,
    ],
  ])('%# has a login that cannot be taken', (auths, server, note) => {
    expect(read(JSON.stringify({ auths }))).toEqual({
      ...(server === undefined ? {} : { server }),
      credentials: [],
      notes: [note],
    });
  });

  test('whose passwords are elsewhere', () => {
    expect(read('{"auths":{},"credsStore":"desktop"}')).toEqual({
      credentials: [],
      notes: ['A credential helper holds further passwords; they are not in this text.'],
    });
  });

  test('in its older form', () => {
    expect(read(JSON.stringify(CONFIG.auths)).credentials).toEqual([password('ghcr.io', 'ada')]);
  });

  test.each([
    [
      { auths: { 'ghcr.io': { auth: 'hunter2!' } } },
      'The "auth" of ghcr.io is not the base64 of "user:password". Copy it again, whole.',
    ],
    [
      { auths: { 'ghcr.io': { auth: btoa('hunter2') } } },
      'The "auth" of ghcr.io is not the base64 of "user:password". Copy it again, whole.',
    ],
    [{ auths: {} }, 'The Docker config holds no logins. Paste one with "auths" in it.'],
    [
      { auths: { 'ghcr.io': { username: 'a:b', password: 'hunter2' } } },
      'Invalid credential: "username" has a colon, which ends the user name in a Docker config. Use a robot account or a token name without one.',
    ],
  ])('%# is refused', (config, message) => {
    expect(messageOf(JSON.stringify(config))).toBe(message);
  });
});

describe('a Secret', () => {
  const encoded = inBase64(CONFIG);
  const json = JSON.stringify(CONFIG);

  test.each([
    [
      `apiVersion: v1\ndata:\n  .dockerconfigjson: ${encoded}\nkind: Secret\nmetadata:\n  name: x\ntype: kubernetes.io/dockerconfigjson`,
    ],
    [`kind: Secret\r\ndata:\r\n  ".dockerconfigjson": "${encoded}"\r\ntype: x`],
    [
      `kind: Secret\ndata:\n  .dockerconfigjson: |\n    ${encoded.slice(0, 40)}\n    ${encoded.slice(40)}\ntype: x`,
    ],
    [`kind: Secret\nstringData:\n  .dockerconfigjson: '${json}'\ntype: x`],
    [`kind: Secret\nstringData:\n  .dockerconfigjson: ${JSON.stringify(json)}`],
    [
      `kind: Secret\nstringData:\n  .dockerconfigjson: >-\n    ${JSON.stringify(CONFIG, null, 2).replaceAll('\n', '\n    ')}\ntype: x`,
    ],
    [`kind: Secret\ndata:\n  .dockercfg: ${inBase64(CONFIG.auths)}`],
    [JSON.stringify({ kind: 'Secret', data: { '.dockerconfigjson': encoded } }, null, 4)],
    [
      JSON.stringify({
        kind: 'List',
        items: [{ kind: 'Secret', data: { '.dockerconfigjson': encoded } }],
      }),
    ],
    [
      `name: regcred\ntype: kubernetes.io/dockerconfigjson\nlabels:\n test: chart\nsecrets:\n  data:\n    - key: .dockerconfigjson\n      value: '${json}'\n`,
    ],
    [`secrets:\n  data:\n  - value: ${json}\n    key: ".dockerconfigjson"`],
  ])('%j', text => {
    const { server, credentials } = read(text);

    expect({ server, credentials }).toEqual({
      server: 'ghcr.io',
      credentials: [password('ghcr.io', 'ada')],
    });
  });

  test('whose JSON misses a quotation mark', () => {
    const sample =
      'secrets:\n  data:\n    - key: .dockerconfigjson\n' +
      `      value: '{"auths":{"https://index.docker.io/v1/":{"username":"hunter2","password":"hunter2}}}'`;

    expect(messageOf(sample)).toBe(
      'The JSON cannot be read: a quotation mark is missing, so the last string does not end. Copy it again, whole.',
    );
  });

  test('without a Docker config', () => {
    expect(messageOf('data:\n  .dockerconfigjson: hunter2')).toBe(
      'The Secret holds no Docker config. Paste one of type kubernetes.io/dockerconfigjson, whole.',
    );
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
    '{"auths":{"a.b":{"auth":"',
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

function messageOf(text: string): string {
  try {
    parsePasted(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

/** What was found, with its secrets revealed to compare them. */
function read(text: string): { server?: string; credentials: object[]; notes: readonly string[] } {
  const { credentials, ...others } = parsePasted(text);
  return {
    ...others,
    credentials: credentials.map(credential =>
      Object.fromEntries(
        Object.entries(credential).map(([key, value]: [string, unknown]) => [
          key,
          isSecret(value) ? value.reveal() : value,
        ]),
      ),
    ),
  };
}
