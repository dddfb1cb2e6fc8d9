import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startScriptedServer, type ScriptedServer } from '@berth/test/servers/scripted-server';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCluster } from '../src/index.ts';

interface Kubeconfig {
  readonly cluster?: object;
  readonly user?: object;
  readonly over?: object;
}

function kubeconfig({ cluster, user, over }: Kubeconfig = {}): string {
  return JSON.stringify({
    'current-context': 'here',
    clusters: [{ name: 'c', cluster: cluster ?? { server: 'https://k8s.example' } }],
    contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
    users: [{ name: 'u', user: user ?? { token: 'canary' } }],
    ...over,
  });
}

const folder = temporaryFolder('kubeconfig');
function file(name: string, text: string): string {
  const whole = path.join(folder, name);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  return whole;
}

const open = (given: string | undefined, environment = {}) =>
  openCluster({ ...(given !== undefined && { kubeconfig: given }), environment, retries: 0 });

describe('a kubeconfig is found', () => {
  const of = (host: string) => kubeconfig({ cluster: { server: `https://${host}` } });
  const home = path.join(folder, 'home');
  const a = file('a', of('a.example'));
  const b = file('b', of('b.example'));
  file('home/.kube/config', of('home.example'));

  test.each([
    ['in the text', of('text.example'), {}, 'https://text.example'],
    [
      'in base64',
      Buffer.from(of('base64.example')).toString('base64'),
      {},
      'https://base64.example',
    ],
    [
      'in base64 with line breaks',
      Buffer.from(of('wrapped.example')).toString('base64').replace(/.{64}/g, '$&\n'),
      {},
      'https://wrapped.example',
    ],
    ['in YAML', `# ours\n${of('yaml.example')}`, {}, 'https://yaml.example'],
    ['in the file that is named', a, { KUBECONFIG: b, HOME: home }, 'https://a.example'],
    ['in the home folder, named', '~/.kube/config', { HOME: home }, 'https://home.example'],
    ['by KUBECONFIG', undefined, { KUBECONFIG: b, HOME: home }, 'https://b.example'],
    [
      'by KUBECONFIG, the first file wins',
      '',
      { KUBECONFIG: `/none:${b}:${a}` },
      'https://b.example',
    ],
    ['in the home folder', undefined, { HOME: home }, 'https://home.example'],
  ])('%s', (_, given, environment, server) => {
    expect(open(given, environment).server).toBe(server);
  });
});

describe('a kubeconfig is refused', () => {
  const flatten = 'Make one with "kubectl config view --raw --minify --flatten".';
  test.each<[string, string | undefined, object, string]>([
    [
      'that nobody gives',
      undefined,
      { HOME: '/nowhere' },
      'Invalid kubeconfig: none is given, and there is neither KUBECONFIG nor ~/.kube/config. Give "kubeconfig" as text or as the path of a file.',
    ],
    [
      'whose file is missing',
      '/nowhere/config',
      {},
      'Invalid kubeconfig "/nowhere/config": the file cannot be read (ENOENT). Give the path of a file that is there, or the text itself.',
    ],
    [
      'of a list in which no file is there',
      undefined,
      { KUBECONFIG: '/nowhere/a:/nowhere/b' },
      'Invalid KUBECONFIG "/nowhere/a:/nowhere/b": none of these files is there. Give the path of a kubeconfig, or its text as "kubeconfig".',
    ],
    [
      'that is not YAML, and its token stays hidden',
      'users:\n  - token: "canary\n  bad: [',
      {},
      `Invalid kubeconfig: it is not YAML from line 3 on. ${flatten}`,
    ],
    [
      'that is a list',
      '- canary: 1\n- canary: 2',
      {},
      'Invalid kubeconfig: it has no current-context. Set it to one of its contexts.',
    ],
    [
      'that is a secret of another kind',
      '-----BEGIN PRIVATE KEY-----\ncanary',
      {},
      'Invalid kubeconfig (no path): the file cannot be read (ENOENT). Give the path of a file that is there, or the text itself.',
    ],
    [
      'without a current-context',
      kubeconfig({ over: { 'current-context': '' } }),
      {},
      'Invalid kubeconfig: it has no current-context. Set it to one of its contexts ("here").',
    ],
    [
      'with a current-context that is not in it',
      kubeconfig({ over: { 'current-context': 'there' } }),
      {},
      'Invalid kubeconfig: its current-context "there" is not among its contexts. Set it to one of its contexts ("here").',
    ],
    [
      'without its cluster',
      kubeconfig({ over: { clusters: [] } }),
      {},
      `Invalid kubeconfig: it has not got the cluster "c" of its current context. ${flatten}`,
    ],
    [
      'without its user',
      kubeconfig({ over: { users: [] } }),
      {},
      `Invalid kubeconfig: it has not got the user "u" of its current context. ${flatten}`,
    ],
    [
      'whose cluster has no server',
      kubeconfig({ cluster: {} }),
      {},
      `Invalid kubeconfig: clusters[0].cluster.server is missing. ${flatten}`,
    ],
    [
      'whose server is no URL',
      kubeconfig({ cluster: { server: 'k8s.example' } }),
      {},
      'Invalid kubeconfig: its server "k8s.example" is no URL. Write it as https://host:port.',
    ],
    [
      'that would send a token over plain HTTP',
      kubeconfig({ cluster: { server: 'http://me:canary@k8s.example' } }),
      {},
      'Invalid kubeconfig: the server "http://k8s.example" would get the login over plain HTTP. Write it as https://host:port.',
    ],
    [
      'with a tokenFile, which would be overlooked',
      kubeconfig({ user: { tokenFile: '/run/canary' } }),
      {},
      'Invalid kubeconfig: its user "u" logs in with a tokenFile, which is not read here. Put what is in that file in as "token".',
    ],
    [
      'with a relative path in a text',
      kubeconfig({ cluster: { server: 'https://k8s.example', 'certificate-authority': 'ca.crt' } }),
      {},
      'Invalid kubeconfig: its certificate-authority "ca.crt" is a path, and a text has no folder. Put the content in as certificate-authority-data, as "kubectl config view --raw --flatten" does.',
    ],
  ])('%s', (_, given, environment, message) => {
    expect(() => open(given, environment)).toThrow(message);
    expect(message).not.toContain('canary');
  });
});

describe('its login', () => {
  let server: ScriptedServer;
  beforeAll(async () => {
    server = await startScriptedServer({ '/version': [{ body: '{}' }] });
  });
  afterAll(() => server.stop());

  async function ask(user: object, cluster: object = {}): Promise<string | undefined> {
    const config = kubeconfig({ user, cluster: { server: server.url, ...cluster } });
    await open(config, process.env).request({ method: 'GET', path: ['version'] });
    return server.requests.at(-1)?.headers.authorization;
  }

  function program(name: string, lines: string): string {
    const whole = file(name, `#!/bin/sh\n${lines}\n`);
    chmodSync(whole, 0o755);
    return whole;
  }

  const exec = (command: string) => ({
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never' },
  });

  test('is a token', async () => {
    expect(await ask({ token: 'canary' })).toBe('Bearer canary');
  });

  test('is a user name and a password', async () => {
    const basic = Buffer.from('me:canary').toString('base64');
    expect(await ask({ username: 'me', password: 'canary' })).toBe(`Basic ${basic}`);
  });

  test('is what a program gives', async () => {
    const status = { token: 'from-program' };
    const credential = JSON.stringify({ apiVersion: 'v1', kind: 'ExecCredential', status });
    expect(await ask(exec(program('plugin', `echo '${credential}'`)))).toBe('Bearer from-program');
  });

  test('is asked of the program once, also by requests that go out together', async () => {
    const calls = path.join(folder, 'calls');
    const credential = JSON.stringify({ kind: 'ExecCredential', status: { token: 'once' } });
    const command = program('counted', `echo called >>'${calls}'; echo '${credential}'`);
    const cluster = open(kubeconfig({ user: exec(command), cluster: { server: server.url } }));
    const version = { method: 'GET', path: ['version'] } as const;
    await Promise.all([1, 2, 3].map(() => cluster.request(version)));
    expect(readFileSync(calls, 'utf8')).toBe('called\n');
  });

  test('is sent without the line break that a file ends with', async () => {
    const config = { tokenFile: file('token', 'canary\n') };
    expect(await ask({ 'auth-provider': { name: 'file', config } })).toBe('Bearer canary');
    expect(await ask({ token: 'canary\n' })).toBe('Bearer canary');
  });

  test('with a line break in its token is refused as such', async () => {
    const token = 'can\nary';
    const message = `The login of the kubeconfig cannot be sent to the cluster at "${server.url}": its token or password holds a line break or another character that no header may hold. Write it anew without.`;
    await expect(ask({ token })).rejects.toThrow(message);
  });

  test('is hidden in every form that a kubeconfig has for it', () => {
    const config = { 'client-secret': 'one', 'id-token': 'two', 'refresh-token': 'three' };
    const user = {
      token: 'four',
      password: 'five',
      'client-key-data': 'c2l4',
      'auth-provider': { name: 'oidc', config: { ...config, 'client-id': 'public' } },
    };
    const cluster = { server: server.url, 'proxy-url': 'http://me:sev%25n@proxy.example' };
    const secrets = open(kubeconfig({ user, cluster })).secrets.map(secret => secret.reveal());
    expect(secrets.sort()).toEqual(['c2l4', 'five', 'four', 'one', 'sev%n', 'three', 'two']);
  });

  test.each([
    ['fails', 'echo canary >&2; exit 1'],
    ['gives no JSON', 'echo canary'],
    ['gives something else', 'echo "{}"'],
  ])('is refused where the program %s, and what it says stays hidden', async (_, lines) => {
    const command = program('failing', lines);
    await expect(ask(exec(command))).rejects.toThrow(
      `Invalid kubeconfig: the program ${JSON.stringify(command)}, with which its user "u" logs in, gave no credential. Run it in a step of its own to see why.`,
    );
  });

  test('is refused where the program is not here', async () => {
    await expect(ask(exec('no-such-plugin'))).rejects.toThrow(
      'Invalid kubeconfig: its user "u" logs in with the program "no-such-plugin", which is not here (ENOENT). Install it in an earlier step, or give a kubeconfig with a token.',
    );
  });

  test('is refused where a file of it is missing', async () => {
    await expect(ask({ 'client-certificate': '/nowhere/client.crt' })).rejects.toThrow(
      'Invalid kubeconfig: its file "/nowhere/client.crt" cannot be read (ENOENT). Put the content in with "kubectl config view --raw --flatten".',
    );
  });
});
