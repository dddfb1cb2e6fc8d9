import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testImages, writeOciLayout } from '@berth/test/images/test-image';
import { startJob, type Job } from '@berth/test/runner/action';
import { temporaryFolder } from '@berth/test/servers/temporary-folder';
import { startTinyRegistry, type TinyRegistry } from '@berth/test/servers/tiny-registry';
import { fakeDocker, fakePodman } from './fake-docker.ts';

const AUTH = { auth: Buffer.from('alice:hunter2').toString('base64') };
const ACR = 'acme.azurecr.io';
const DIGEST = `sha256:${'a'.repeat(64)}`;

function jobWith(config: object): Job {
  const job = startJob();
  mkdirSync(path.dirname(job.configFile), { recursive: true });
  writeFileSync(job.configFile, JSON.stringify(config));
  return job;
}

describe('Berth pushes with the login that docker and podman find', () => {
  const layout = path.join(temporaryFolder('images'), 'layout');
  let registry: TinyRegistry;
  beforeAll(async () => {
    writeOciLayout(layout, { one: testImages.tiny });
    registry = await startTinyRegistry({ username: 'alice', password: 'hunter2' });
  });
  afterAll(() => registry.stop());
  const inputs = () => ({ images: `${registry.host}/acme/api:1`, source: `oci:${layout}:one` });

  test.each([
    ['under an address', (host: string) => ({ [`https://${host}/v1/`]: AUTH })],
    [
      'beside an entry that nobody can read',
      (host: string) => ({ [host]: AUTH, x: { auth: '?' } }),
    ],
    ['without "auth"', (host: string) => ({ [host]: { username: 'alice', password: 'hunter2' } })],
  ])('%s', async (_, auths) => {
    const step = await jobWith({ auths: auths(registry.host) }).main(inputs());
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('digest')).toMatch(/^sha256:/);
  });

  test.each(['XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME'])('in podman’s file under %s', async name => {
    const folder = temporaryFolder('podman');
    mkdirSync(path.join(folder, 'containers'));
    const auths = { [`${registry.host}/acme`]: AUTH };
    writeFileSync(path.join(folder, 'containers/auth.json'), JSON.stringify({ auths }));
    const environment = { XDG_RUNTIME_DIR: temporaryFolder('none'), [name]: folder };
    const step = await jobWith({}).main(inputs(), { environment });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  });

  test('but not with an identity token, which it says before it pushes', async () => {
    const identity = { auth: AUTH.auth, identitytoken: 'eyJ' };
    const step = await jobWith({ auths: { [registry.host]: identity } }).main(inputs());
    expect(step.exitCode).toBe(1);
    expect(step.annotations.map(({ message }) => message)).toEqual([
      `The Docker config holds an identity token for ${registry.host}, which only Docker can use. Give this step "registry", "username" and "password", or push with "source: docker:<image>".`,
    ]);
  });
});

describe('docker pushes with its own login, whatever Berth can read of it', () => {
  const inputs = { images: `${ACR}/api:1`, source: 'docker:api' };
  const identity = { auths: { [ACR]: { ...AUTH, identitytoken: 'eyJ' } } };

  test('an identity token', async () => {
    const environment = fakeDocker(`echo "1: digest: ${DIGEST} size: 5"`);
    const step = await jobWith(identity).main(inputs, { environment });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.outputs.get('digest')).toBe(DIGEST);
  });

  test('a refused push with an identity token is told in docker’s words', async () => {
    const environment = fakeDocker('echo "denied: no right" >&2', 'exit 1');
    const step = await jobWith(identity).main(inputs, { environment });
    expect(step.annotations.map(({ message }) => message)).toEqual([
      `docker push ${ACR}/api:1 failed: denied: no right. Give the account the role AcrPush on the registry.`,
    ]);
  });

  test.each([
    [
      'a helper that cannot be started',
      { credsStore: 'nowhere' },
      'The Docker config names the credential helper docker-credential-nowhere, which cannot be started (ENOENT). Put it on the PATH, or take it out of "credsStore" and "credHelpers" in the Docker config.',
    ],
    [
      'a config that Berth would not change',
      { auths: [] },
      ' is broken: it "auths" is no object. Nothing was changed.',
    ],
  ])('%s is a warning', async (_, config, message) => {
    const environment = fakeDocker(`echo "1: digest: ${DIGEST} size: 5"`);
    const step = await jobWith(config).main(inputs, { environment });
    expect(step.exitCode).toBe(0);
    expect(step.annotations.map(({ level }) => level)).toEqual(['warning']);
    expect(step.annotations[0]?.message).toContain(message);
  });
});

describe('podman is told of the Docker config', () => {
  const own = (auths: object) => {
    const runtime = temporaryFolder('runtime');
    mkdirSync(path.join(runtime, 'containers'));
    writeFileSync(path.join(runtime, 'containers/auth.json'), JSON.stringify({ auths }));
    return runtime;
  };

  test.each([
    ['where its own file holds no login that it can read', { x: { auth: 7 } }, true],
    ['but not where that holds the login', { [ACR]: AUTH }, false],
    ['nor where that holds it beside such an entry', { [ACR]: AUTH, x: { auth: 7 } }, false],
  ])('%s', async (_, auths, told) => {
    const job = jobWith({ auths: { [ACR]: AUTH } });
    const calls = path.join(job.workspace, 'calls');
    const podman = fakePodman(`echo "$@" > ${calls}`);
    const environment = { ...podman, DIGEST, XDG_RUNTIME_DIR: own(auths) };
    const inputs = { images: `${ACR}/api:1`, source: 'podman:api' };
    const step = await job.main(inputs, { environment });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(readFileSync(calls, 'utf8').includes(`--authfile ${job.configFile} `)).toBe(told);
  });
});
