import { describe, expect, test } from 'vitest';
import { keyFile } from '../../test/google-key-file.ts';
import { messageOf, password, read } from '../../test/read-pasted.ts';

const KEY = JSON.stringify(keyFile);
const PRETTY = JSON.stringify(keyFile, null, 2);
const CLIENT_ID = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const CONFIG = JSON.stringify({ auths: { 'ghcr.io': { auth: btoa('ada:hunter2') } } });
const ada = password('ghcr.io', 'ada');
const VARIABLES = 'Read from variables; their names were removed.';
const googleKey = { kind: 'google-key', key: KEY, clientEmail: keyFile.client_email };
const principal = {
  kind: 'azure-service-principal',
  clientId: CLIENT_ID,
  clientSecret: 'hunter2',
  tenantId: CLIENT_ID,
};

describe('an image names its registry', () => {
  test.each([
    ['registry.corp.example:5000/team/app:1.2', 'registry.corp.example:5000'],
    ['registry.corp.example/team/app', 'registry.corp.example'],
    ['us.gcr.io/my-project/my-image', 'us.gcr.io'],
    ['registry:5000/app', 'registry:5000'],
    ['localhost:5000/app', 'localhost:5000'],
    [`ghcr.io/acme/api:1@sha256:${'a'.repeat(64)}`, 'ghcr.io'],
    ['docker.io/library/nginx', 'docker.io'],
    ['docker pull acme/api:1.2', 'docker.io'],
    ['$ sudo podman pull quay.io/acme/api', 'quay.io'],
    ['docker://ghcr.io/acme/api', 'ghcr.io'],
    ['image: nginx:1.27', 'docker.io'],
    ['  image: "registry.corp.example:5000/team/app:1.2"', 'registry.corp.example:5000'],
    ['FROM acmeprod.azurecr.io/base:latest', 'acmeprod.azurecr.io'],
  ])('%j', (text, server) => {
    const { notes, ...found } = read(text);
    expect(found).toEqual({ server, credentials: [] });
    expect(notes.at(-1)).toBe(`Read as an image of ${server}.`);
  });

  test.each(['acme/api:1.2', 'ab/cd+ef==', 'Registry.corp.example/Team'])(
    '%j may be a password, and is read as one',
    text => {
      expect(read(text).credentials).toEqual([{ kind: 'password', password: text }]);
    },
  );
});

describe('fences of Markdown are removed', () => {
  test.each([
    ['```\ndocker login -u ada -p hunter2 ghcr.io\n```', ada],
    ['```sh\n$ docker login -u ada -p hunter2 ghcr.io\n```\n', ada],
    [`Use this:\n\n~~~json\n${CONFIG}\n~~~\nand tell nobody.`, ada],
    ['`docker login -u ada -p hunter2 ghcr.io`', ada],
    [`\`\`\`json\n${PRETTY}`, googleKey],
  ])('%#', (text, credential) => {
    const { credentials, notes } = read(text);
    expect(credentials).toEqual([credential]);
    expect(notes).toContain('The Markdown around it was removed.');
  });
});

describe('variables', () => {
  test.each<[what: string, text: string, credentials: object[], server?: string]>([
    ['a key on one line', `GCP_KEY=${KEY}`, [googleKey]],
    ['a key on many lines', `GCP_KEY=${PRETTY}`, [googleKey]],
    ['a key in quotes', `export GCP_KEY='${PRETTY}'`, [googleKey]],
    ['a key among others', `PROJECT=acme\nGCP_KEY='${KEY}'\n# the end\n`, [googleKey]],
    ['a key on many lines among others', `GCP_KEY=${PRETTY}\nPROJECT=acme`, [googleKey]],
    ['a key in base64', `GCP_KEY=${btoa(KEY)}`, [googleKey]],
    ['a Docker config of GitLab', `DOCKER_AUTH_CONFIG=${CONFIG}`, [ada], 'ghcr.io'],
    [
      'a login on three lines',
      'CI_REGISTRY=ghcr.io\nCI_REGISTRY_USER=ada\nCI_REGISTRY_PASSWORD="hunter2"',
      [ada],
      'ghcr.io',
    ],
    [
      'the inputs of a workflow',
      'registry: ghcr.io\nusername: ada\npassword: hunter2',
      [ada],
      'ghcr.io',
    ],
    [
      'PowerShell',
      "$env:DOCKER_USERNAME = 'ada'\n$env:DOCKER_PASSWORD = 'hunter2'",
      [{ kind: 'password', username: 'ada', password: 'hunter2' }],
    ],
    ['a token', 'GITHUB_TOKEN=hunter2', [{ kind: 'password', password: 'hunter2' }]],
    [
      'Azure',
      `AZURE_CLIENT_ID=${CLIENT_ID}\nAZURE_CLIENT_SECRET=hunter2\nAZURE_TENANT_ID=${CLIENT_ID}`,
      [principal],
    ],
    ['IBM Cloud', 'IBMCLOUD_API_KEY=hunter2', [{ kind: 'iam-api-key', apiKey: 'hunter2' }]],
  ])('%s', (_, text, credentials, server) => {
    const found = read(text);
    expect(found.credentials).toEqual(credentials);
    expect(found.server).toBe(server);
    expect(found.notes).toContain(VARIABLES);
  });

  test('a server alone asks for the rest', () => {
    expect(read('CI_REGISTRY=registry.gitlab.com')).toEqual({
      server: 'registry.gitlab.com',
      credentials: [],
      notes: [VARIABLES, 'There is no password in the variables.'],
    });
  });

  test('a server that is none is not repeated', () => {
    expect(messageOf('SERVER=hunter2 hunter2\nPASSWORD=x')).toBe(
      'The server in the text is no registry. Write its host, such as ghcr.io.',
    );
  });
});

describe('JSON with a login in it', () => {
  test.each<[what: string, value: object, credential: object, notes: string[]]>([
    [
      'of a credential helper',
      { ServerURL: 'https://ghcr.io', Username: 'ada', Secret: 'hunter2' },
      ada,
      [],
    ],
    [
      'of a robot of Harbor',
      {
        ...{ id: 7, name: 'robot$ci+push', secret: 'hunter2' },
        ...{ creation_time: '2026-01-01T00:00:00Z', expires_at: 1_800_000_000 },
      },
      { kind: 'password', username: 'robot$ci+push', password: 'hunter2' },
      [
        'The "$" in the user name is kept; in a shell it needs single quotes.',
        'It ends at 2027-01-15T08:00:00.000Z.',
      ],
    ],
    [
      'of a robot that never ends',
      { name: 'robot$ci', secret: 'hunter2', expires_at: -1 },
      { kind: 'password', username: 'robot$ci', password: 'hunter2' },
      ['The "$" in the user name is kept; in a shell it needs single quotes.'],
    ],
    [
      'of a robot of Quay',
      { name: 'acme+ci', token: 'hunter2' },
      { kind: 'password', username: 'acme+ci', password: 'hunter2' },
      [],
    ],
    [
      'of Docker',
      { username: 'ada', password: 'hunter2', email: 'a@b.c', serveraddress: 'ghcr.io' },
      { ...ada, email: 'a@b.c' },
      [],
    ],
    [
      'of az acr credential show',
      { passwords: [{ name: 'password', value: 'hunter2' }], username: 'acmeprod' },
      password('acmeprod.azurecr.io', 'acmeprod'),
      [],
    ],
    [
      'of az ad sp create-for-rbac',
      { appId: CLIENT_ID, displayName: 'reader', password: 'hunter2', tenant: CLIENT_ID },
      principal,
      ['Read as an Azure service principal.'],
    ],
  ])('%s', (_, value, credential, notes) => {
    const found = read(JSON.stringify(value));
    expect(found.credentials).toEqual([credential]);
    expect(found.notes).toEqual(notes);
  });

  test('a token that Docker renews is not taken for a password', () => {
    const value = { ServerURL: 'https://ghcr.io', Username: '<token>', Secret: 'hunter2' };
    const { credentials, notes } = read(JSON.stringify(value));
    expect(credentials).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('enter a password or an access token')]);
  });
});

describe('what clusters and clouds have', () => {
  test.each<[what: string, text: string, credential: object]>([
    [
      'AWS credentials of a profile',
      '[ci]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = hunter2\nregion = eu-west-1',
      { kind: 'aws-keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'hunter2' },
    ],
    [
      'kubectl create secret docker-registry',
      'kubectl create secret docker-registry regcred \\\n  --docker-server=ghcr.io \\\n  --docker-username=ada --docker-password=hunter2',
      ada,
    ],
    ['a dockerconfigjson in base64', btoa(CONFIG), ada],
    [
      'a Secret in YAML',
      `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/dockerconfigjson\nmetadata:\n  name: regcred\ndata:\n  .dockerconfigjson: ${btoa(CONFIG)}\n`,
      ada,
    ],
  ])('%s', (_, text, credential) => {
    expect(read(text).credentials).toEqual([credential]);
  });
});
