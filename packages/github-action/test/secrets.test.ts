import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJob, type Job, type Outcome, type Step } from '@berth/test/runner/action';
import { startDockerRegistry, type DockerRegistry } from '@berth/test/servers/docker-registry';

const PASSWORD = 'c4n4ry "quoted" & ünïcode/+=?';
let registry: DockerRegistry;

beforeAll(async () => {
  registry = await startDockerRegistry({
    auth: { kind: 'basic', users: { alice: PASSWORD, _json_key: PASSWORD } },
  });
});
afterAll(() => registry.stop());

const login = () => ({ registry: registry.host, username: 'alice', password: PASSWORD });
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Every form in which the password may turn up. */
const FORMS = [
  PASSWORD,
  'c4n4ry',
  JSON.stringify(PASSWORD).slice(1, -1),
  encodeURIComponent(PASSWORD),
  base64(PASSWORD),
  base64(`alice:${PASSWORD}`),
];

function checkHidden(step: Step, posts: readonly Outcome[] = []): void {
  const shown = [
    step.log,
    step.stderr,
    step.summary,
    ...[step.outputs, step.state, step.environment].map(values => JSON.stringify([...values])),
    ...posts.flatMap(({ stdout, stderr }) => [stdout, stderr]),
  ].join('\n');
  for (const form of FORMS) expect(shown).not.toContain(form);
}

describe('the password', () => {
  test('is masked in every form before anything else is written', async () => {
    const step = await startJob().main(login());
    expect(step.exitCode).toBe(0);
    const lines = step.stdout.trimEnd().split('\n');
    const lastMask = lines.findLastIndex(line => line.startsWith('::add-mask::'));
    expect(lines.slice(0, lastMask).every(line => line.startsWith('::add-mask::'))).toBe(true);
    for (const form of FORMS.filter(form => form !== 'c4n4ry')) {
      expect(step.masks).toContain(form);
    }
    // Words that belong to nobody: hiding them would hide half of the log.
    expect(step.masks).not.toContain('alice');
  });

  test('is nowhere but in the config and the pull secret', async () => {
    const job = startJob();
    const step = await job.main({ ...login(), 'pull-secret-file': 'pull.yaml' });
    expect(step.exitCode).toBe(0);
    const text = readFileSync(path.join(job.workspace, 'pull.yaml'), 'utf8');
    const data = /\.dockerconfigjson: (\S+)/.exec(text)?.[1] ?? 'no data';
    expect(step.masks).toContain(data);
    expect(step.log).not.toContain(data);
    checkHidden(step, [await step.post()]);
  });

  test.each<[string, Record<string, string>]>([
    ['a refused login', { password: `${PASSWORD}x` }],
    ['a wrong input', { config: 'private' }],
    ['a registry in place of which the password stands', { registry: `alice:${PASSWORD}@ghcr.io` }],
    [
      'YAML that cannot be read',
      { 'registry-auth': `- registry: a.io\n  password: x: ${PASSWORD}` },
    ],
    ['YAML with an unknown key', { 'registry-auth': `- pasword: '${PASSWORD}'` }],
    ['JSON that cannot be read', { 'registry-auth': `[{"password": "${PASSWORD}"` }],
  ])('is not in the message of %s', async (_, inputs) => {
    const step = await startJob().main({ ...login(), ...inputs });
    expect(step.exitCode).toBe(1);
    expect(step.annotations.length).toBeGreaterThan(0);
    checkHidden(step);
  });

  test('of registry-auth is masked first too, though nobody can read the list', async () => {
    const step = await startJob().main({
      'registry-auth': `- registry: a.io\n  password: ${PASSWORD} # x`,
    });
    expect(step.stdout.startsWith('::add-mask::c4n4ry')).toBe(true);
    expect(step.exitCode).toBe(1);
  });

  test('too short to be hidden: a warning, no mask', async () => {
    const short = await startDockerRegistry({ auth: { kind: 'basic', users: { AWS: 'abc' } } });
    const step = await startJob().main({ registry: short.host, username: 'AWS', password: 'abc' });
    await short.stop();
    expect(step.masks).toEqual([]);
    expect(step.annotations).toEqual([
      {
        level: 'warning',
        title: undefined,
        message: `The password for ${short.host} is too short to be hidden in the log. Use a longer one.`,
      },
    ]);
  });

  test('a key file is masked line by line, but for the lines that all of them have', async () => {
    const key = [
      '{',
      '  "type": "service_account",',
      '  "private_key": "-----BEGIN PRIVATE KEY-----\\nc4n4ry+key\\n-----END PRIVATE KEY-----\\n",',
      '  "client_email": "reader@acme.iam.gserviceaccount.com",',
      '  "token_uri": "https://oauth2.googleapis.com/token"',
      '}',
    ].join('\n');
    const step = await startJob().main({
      registry: 'europe-docker.pkg.dev',
      password: key,
      'dry-run': 'true',
    });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain(
      'Would log in to europe-docker.pkg.dev as "_json_key" (Service account key).',
    );
    const lines = key.split('\n').map(line => line.trim());
    expect(step.masks).toContain(lines[2]);
    expect(step.masks).toContain(lines[3]);
    expect(step.masks).toContain(JSON.stringify(JSON.parse(key)));
    for (const common of [lines[0], lines[1], lines[4], lines[5]]) {
      expect(step.masks).not.toContain(common);
    }
  });
});

describe('a credential helper', () => {
  /** Keeps what it is given in a folder, and writes down how it was called. */
  const HELPER = `#!/bin/sh
folder=$(dirname "$0")
echo "$0 $*" >> "$folder/calls"
input=$(cat)
case "$1" in
  store) echo "$input" > "$folder/stored" ;;
  get) test -f "$folder/stored" && cat "$folder/stored" || { echo credentials not found in native keychain; exit 1; } ;;
  erase) rm -f "$folder/stored" ;;
esac
`;

  function withHelper(job: Job, script = HELPER) {
    const folder = path.join(job.workspace, 'bin');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'docker-credential-fake'), script);
    chmodSync(path.join(folder, 'docker-credential-fake'), 0o755);
    mkdirSync(path.dirname(job.configFile));
    writeFileSync(job.configFile, '{"credsStore":"fake"}');
    return {
      stored: path.join(folder, 'stored'),
      calls: path.join(folder, 'calls'),
      environment: { PATH: `${folder}:${process.env['PATH']}` },
    };
  }

  test('gets the login on its stdin; the config has no secret', async () => {
    const job = startJob();
    const { environment, stored, calls } = withHelper(job);
    const step = await job.main(login(), { environment });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(JSON.parse(readFileSync(stored, 'utf8'))).toEqual({
      ServerURL: registry.host,
      Username: 'alice',
      Secret: PASSWORD,
    });
    expect(readFileSync(job.configFile, 'utf8')).toBe(
      `{"credsStore":"fake","auths":{"${registry.host}":{}}}`,
    );
    const post = await step.post();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(existsSync(stored)).toBe(false);
    expect(readFileSync(job.configFile, 'utf8')).toBe('{"credsStore":"fake"}');
    expect(readFileSync(calls, 'utf8')).not.toContain('c4n4ry');
    checkHidden(step, [post]);
  });

  test('has its earlier login again afterwards', async () => {
    const job = startJob();
    const { environment, stored } = withHelper(job);
    const earlier = { ServerURL: registry.host, Username: 'eve', Secret: 'earlier' };
    writeFileSync(stored, JSON.stringify(earlier));
    const step = await job.main(login(), { environment });
    expect(await step.post()).toMatchObject({ exitCode: 0, annotations: [] });
    expect(JSON.parse(readFileSync(stored, 'utf8'))).toEqual(earlier);
  });

  test.each([
    ['ends before it reads', '#!/bin/sh\nexec 0<&-\nexit 3\n', 'ended with 3 when asked to "get"'],
    [
      'answers nonsense',
      '#!/bin/sh\necho c4n4ry\n',
      'answered "get" with something that is no credential',
    ],
  ])('that %s is an error of one line', async (_, script, reason) => {
    const job = startJob();
    const { environment } = withHelper(job, script);
    const step = await job.main(login(), { environment });
    expect(step.exitCode).toBe(1);
    expect(step.stderr).toBe('');
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.message).toContain(`docker-credential-fake ${reason}`);
    expect(readFileSync(job.configFile, 'utf8')).toBe('{"credsStore":"fake"}');
  });

  test('that is missing is named', async () => {
    const job = startJob();
    withHelper(job);
    const step = await job.main(login());
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'The Docker config names the credential helper docker-credential-fake, which cannot be started (ENOENT). Put it on the PATH, or take it out of "credsStore" and "credHelpers" in the Docker config.',
    ]);
  });
});

test('a summary cannot be broken by what stands in it', async () => {
  const job = startJob();
  const step = await job.main({ ...login(), 'pull-secret-file': 'a|<b>`*_.yaml' });
  expect(step.summary).toContain(`| 127.0.0.1:${registry.port} | alice | Password or token |`);
  expect(step.summary).not.toMatch(/<b>|`/);
  expect(
    step.summary.split('\n').filter(line => line.startsWith('| docker-credentials')),
  ).toHaveLength(1);
});
