import { describe, expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import { messageOf, password, read } from '../../test/read-pasted.ts';

const KEY = JSON.stringify(keyFile);
const PRETTY = JSON.stringify(keyFile, null, 2);
const CLIENT_ID = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const TRIMMED = 'Line breaks, spaces and invisible characters were removed.';
const VARIABLE = 'The password is a variable or a command; its value is not in the text.';
const googleKey = { kind: 'google-key', key: KEY, clientEmail: keyFile.client_email };

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
    ['echo hunter2|docker login quay.io -u ada --password-stdin', 'quay.io', 'ada'],
    ['docker login quay.io -u ada --password-stdin<<<hunter2', 'quay.io', 'ada'],
    ['docker login quay.io -u ada -p hunter2&&docker push quay.io/a/b', 'quay.io', 'ada'],
    ['docker login quay.io -u ada -p hunter2 || exit 1', 'quay.io', 'ada'],
    ['docker login quay.io -u ada -p hunter2 2>/dev/null | tee log', 'quay.io', 'ada'],
    ['docker login quay.io -u ada -p hunter2>/dev/null && ./deploy.sh', 'quay.io', 'ada'],
    ['docker login quay.io -u ada -p hunter2\nLogin Succeeded', 'quay.io', 'ada'],
    ['sudo -E docker login quay.io -u ada -p hunter2', 'quay.io', 'ada'],
    ['RUN docker login quay.io -u ada -p hunter2', 'quay.io', 'ada'],
    ['- run: docker login quay.io -u ada -p hunter2', 'quay.io', 'ada'],
    ['- run: |\n    echo hunter2 | docker login quay.io -u ada --password-stdin', 'quay.io', 'ada'],
    ['script:\n  - docker login quay.io -u ada -p hunter2', 'quay.io', 'ada'],
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

  test.each([
    'export CR_PAT=hunter2; echo $CR_PAT | docker login ghcr.io -u ada --password-stdin',
    '$ export CR_PAT="hunter2"\n$ echo "${CR_PAT}" | docker login ghcr.io -u ada --password-stdin',
    "CR_PAT='hunter2'\nCR_USER=ada\ndocker login ghcr.io -u $CR_USER --password=$CR_PAT",
    'A=hunter2 && B=$A\ndocker login ghcr.io -uada -p"$B"',
    'R=ghcr.io; docker login -u ada -p hunter2 "$R"',
    'set CR_PAT=hunter2\r\ndocker login -u ada -p %CR_PAT% ghcr.io',
    'docker login ghcr.io -u ada --password-stdin <<EOF\nhunter2\nEOF',
    "docker login ghcr.io -u ada --password-stdin <<-'END'\n\thunter2\n\tEND\necho done",
    'cat <<EOF | docker login ghcr.io -u ada --password-stdin\nhunter2\nEOF',
    'CR_PAT=hunter2\ndocker login ghcr.io -u ada --password-stdin << EOF\n$CR_PAT\nEOF',
  ])('%j holds its password elsewhere', text => {
    expect(read(text)).toEqual({
      server: 'ghcr.io',
      credentials: [password('ghcr.io', 'ada')],
      notes: [],
    });
  });

  test('a here-document is text, whatever is in it', () => {
    const login = (mark: string, body: string): string =>
      `docker login ghcr.io -u ada --password-stdin <<${mark}\n${body}\nEOF`;

    expect(read(login("'EOF'", '$A\'b"$&')).credentials).toEqual([
      password('ghcr.io', 'ada', '$A\'b"$&'),
    ]);
    expect(read(login('EOF', '$TOKEN')).notes).toEqual([VARIABLE]);
    expect(read("docker login -u ada -p 'a<<b' ghcr.io").credentials).toEqual([
      password('ghcr.io', 'ada', 'a<<b'),
    ]);
  });

  test.each([
    'echo $CR_PAT | docker login ghcr.io --password-stdin; CR_PAT=hunter2',
    'CR_PAT=hunter2 docker login ghcr.io -p $CR_PAT',
    'CR_PAT=$(cat token)\ndocker login ghcr.io -p $CR_PAT',
    'CR_PAT=hunter2; CR_PAT=`cat token`\ndocker login ghcr.io -p $CR_PAT',
    'docker login ghcr.io -p $__proto__',
    'CR_PAT=hunter2\ndocker login ghcr.io -p ${CR_PAT:-x}',
  ])('%j does not say what the variable is', text => {
    expect(read(text)).toEqual({ server: 'ghcr.io', credentials: [], notes: [VARIABLE] });
  });

  test('an echo without quotes joins its words', () => {
    const text = 'echo -n hunter2 x | docker login ghcr.io -u ada --password-stdin';

    expect(read(text).credentials).toEqual([password('ghcr.io', 'ada', 'hunter2 x')]);
  });

  test.each([
    ['docker login -u ada -p x>hunter2 ghcr.io', '>'],
    ['docker login -u ada -p x<hunter2 ghcr.io', '<'],
    ['docker login -u ada -p x>>hunter2 ghcr.io', '>>'],
    ['docker login -u ada -p x;hunter2 ghcr.io', ';'],
    ['docker login -u ada -p x|hunter2 ghcr.io', '|'],
    ['docker login -u ada -p x&&hunter2 ghcr.io', '&&'],
    ['docker login -u ada -p x||hunter2 ghcr.io', '||'],
    ['docker login -u ada -p hunter2> ghcr.io', '>'],
    ['docker login -u ada -p hunter2; ghcr.io', ';'],
    ['docker login -u ada -p >hunter2 ghcr.io', '>'],
    ['docker login -u ada -p 2>hunter2 ghcr.io', '>'],
    ['docker login -u ada -p <hunter2 ghcr.io', '<'],
    ['docker login -u ada -p ;hunter2 ghcr.io', ';'],
    ['docker login -u ada -p |hunter2 ghcr.io', '|'],
    ['echo x|hunter2 | docker login ghcr.io -u ada --password-stdin', '|'],
    ['echo x>hunter2 | docker login ghcr.io -u ada --password-stdin', '>'],
  ])('%j is not cut short in silence', (text, operator) => {
    expect(messageOf(text)).toBe(
      `The command cannot be read: "${operator}" ends it there. Put the password in single quotes.`,
    );
  });

  test.each([
    'docker login –u ada –p hunter2 ghcr.io',
    'docker login —u=ada —p hunter2 ghcr.io',
    'docker login –username ada –password hunter2 ghcr.io',
  ])('%j has the dashes of a word processor', text => {
    expect(read(text)).toEqual({
      server: 'ghcr.io',
      credentials: [password('ghcr.io', 'ada')],
      notes: ['Typographic quotes and dashes were read as plain ones.'],
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
