import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { startJob, type Inputs, type Step } from '@berth/test/runner/action';

const LOGIN = { registry: 'localhost:1', username: 'alice', password: 'hunter2' };

const NOTHING = {
  'logged-in': 'false',
  registries: '[]',
  references: '[]',
  digests: '{}',
  'pull-secret-namespaces': '[]',
};

/** What else a list needs to be read. */
const LISTS = {
  registry: {},
  images: { source: 'oci:x' },
  'pull-secret-namespaces': { kubeconfig: 'x' },
  'pull-secret-service-accounts': { 'pull-secret-namespaces': 'a' },
};

async function refused(inputs: Inputs, environment = {}): Promise<Step> {
  const job = startJob();
  const step = await job.main(inputs, { environment });
  expect(step.exitCode).toBe(1);
  expect(step.stderr).toBe('');
  // Nothing was begun, which an expression of a later step can read.
  expect(Object.fromEntries(step.outputs)).toEqual(NOTHING);
  expect([step.state.size, step.summary]).toEqual([0, '']);
  expect([...readdirSync(job.home), ...readdirSync(job.temp)]).toEqual([]);
  return step;
}

const messages = (step: Step) => step.annotations.map(({ message }) => message);

describe('refuses before anything is done', () => {
  test.each<[string, Inputs, string]>([
    [
      'a misspelt input',
      { regsitry: 'ghcr.io', username: 'alice', password: 'hunter2' },
      'Unknown input "regsitry": this action has none of that name. Did you mean "registry"?',
    ],
    [
      'the web site of Docker Hub',
      { ...LOGIN, registry: 'hub.docker.com' },
      'Invalid registry "hub.docker.com": no client finds a login under this host. Use docker.io.',
    ],
    [
      'an option in place of a host',
      { ...LOGIN, registry: '--help' },
      'Invalid registry "--help": it begins with "-".',
    ],
    [
      'one registry in two spellings',
      { ...LOGIN, registry: 'ghcr.io\nhttps://GHCR.io/v2/' },
      'The registry "ghcr.io" is named twice in registry and registry-auth. A Docker config holds one login for it; remove the other.',
    ],
    [
      'Docker Hub twice',
      {
        ...LOGIN,
        registry: 'docker.io',
        'registry-auth':
          '[{"registry":"https://index.docker.io/v1/","username":"a","password":"bcde"}]',
      },
      'The registry "docker.io" is named twice in registry and registry-auth. A Docker config holds one login for it; remove the other.',
    ],
    [
      'a password without a user name',
      { registry: 'ghcr.io', password: 'hunter2' },
      'The user name for "ghcr.io" is missing: a password is given, and this registry has no fixed user name. Set "username".',
    ],
    [
      'a token of GitHub for no registry',
      { registry: '', username: 'octocat', password: 'ghs_0123456789' },
      'The registry is empty, which means Docker Hub, and this is a login with a token of GitHub: nothing was sent there. Set "registry", such as ghcr.io, or docker.io if that is meant.',
    ],
    [
      'a token of GitLab for no registry',
      { username: 'alice', password: 'glpat-0123456789' },
      'this is a login with a token of GitLab: nothing was sent there. Set "registry", such as registry.gitlab.com, or docker.io if that is meant.',
    ],
    [
      'a key of Google for no registry',
      { username: '_json_key', password: 'eyJ0eXBlIjoi' },
      'this is a login of Google: nothing was sent there. Set "registry", such as europe-docker.pkg.dev, or docker.io if that is meant.',
    ],
    [
      'a token of ECR for no registry',
      { username: 'AWS', password: 'hunter2' },
      'this is a login of Amazon ECR: nothing was sent there.',
    ],
    [
      'a user name that no client can keep',
      { ...LOGIN, username: 'al:ice' },
      'The user name "al…" for "localhost:1" has a ":", which ends the user name in a Docker config. Use the name of a robot account or token without a colon.',
    ],
    [
      'an unknown provider',
      { ...LOGIN, provider: 'habor' },
      'Unknown provider "habor". Did you mean "harbor"?',
    ],
    [
      'a flag that is none',
      { ...LOGIN, logout: 'no' },
      'Invalid logout "no": it is neither true nor false.',
    ],
    [
      'an unknown choice',
      { ...LOGIN, config: 'private' },
      'Invalid config "private": it is not one of the values. Use shared, isolated.',
    ],
    [
      'a number that is none',
      { ...LOGIN, retries: '-1' },
      'Invalid retries "-1": it is no whole number from 0 to 20. Write digits only.',
    ],
    [
      'a certificate that is none',
      { ...LOGIN, 'ca-certificate': 'nowhere.pem' },
      'Invalid ca-certificate: the file "nowhere.pem" cannot be read (ENOENT). Give the authority as PEM, or the path of a file with it.',
    ],
    [
      'an image with a space',
      { ...LOGIN, images: 'localhost:1/acme api', source: 'oci:x' },
      'Invalid image reference "localhost:1/acme api"',
    ],
    [
      'a source of no kind',
      { ...LOGIN, images: 'localhost:1/acme/api', source: 'image.tar' },
      'Invalid source "image.tar": it does not say in which form the image lies. Use docker:<image>, podman:<image>, docker-archive:<file>, oci-archive:<file> or oci:<folder>.',
    ],
    [
      'a source that is an option of docker',
      { ...LOGIN, images: 'localhost:1/acme/api', source: 'docker:--help' },
      'Invalid source "docker:--help": "--help" is no name of an image.',
    ],
    ['a source without images', { ...LOGIN, source: 'oci:x' }, 'Add "images".'],
    [
      'an image that is not there',
      { ...LOGIN, images: 'localhost:1/acme/api', source: 'oci:nowhere' },
      'nowhere',
    ],
    [
      'a bad name of a pull secret',
      { ...LOGIN, 'pull-secret-name': 'Bad_Name', 'pull-secret-file': 'x.yaml' },
      'Bad_Name',
    ],
    [
      'a folder for the pull secret',
      { ...LOGIN, 'pull-secret-file': '.' },
      'Invalid pull-secret-file ".": it is a folder. Name a file in it.',
    ],
    [
      'plain HTTP to another machine',
      { ...LOGIN, registry: 'http://registry.example.com' },
      'plain HTTP would show the password to the network',
    ],
  ])('%s', async (_, inputs, message) => {
    const step = await refused(inputs);
    expect(messages(step)).toHaveLength(1);
    expect(messages(step)[0]).toContain(message);
  });

  const ONE_EACH = (name: string) =>
    `Invalid ${name}: "," separates nothing here. Write "${name}: |", and each value in a line of its own.`;
  test.each<[keyof typeof LISTS, string]>([
    ['registry', 'us.icr.io,uk.icr.io'],
    ['images', 'localhost:1/a:1, localhost:1/a:2'],
    ['pull-secret-namespaces', 'a, b'],
    ['pull-secret-service-accounts', 'default,build'],
  ])('commas in %s, since each value has its line', async (name, value) => {
    const step = await refused({ ...LOGIN, ...LISTS[name], [name]: value });
    expect(step.annotations).toMatchObject([
      { title: `Berth: wrong input ${name}`, message: ONE_EACH(name) },
    ]);
  });

  test.each<[string, Inputs]>([
    ['registry', { ...LOGIN, registry: 'hub.docker.com' }],
    [
      'registry-auth[0]',
      { 'registry-auth': '[{"registry":"--help","username":"a","password":"bcde"}]' },
    ],
    ['images', { ...LOGIN, images: 'localhost:1/a b', source: 'oci:x' }],
  ])('with the name of the input in the title: %s', async (name, inputs) => {
    const step = await refused(inputs);
    expect(step.annotations.map(({ title }) => title)).toEqual([`Berth: wrong input ${name}`]);
  });

  test('all that is wrong, at once', async () => {
    const step = await refused({
      ...LOGIN,
      registry: 'hub.docker.com\n--help',
      images: 'a b\nlocalhost:1/b:c:d',
      timeout: 'soon',
    });
    expect(messages(step)).toHaveLength(5);
  });

  test('an annotation stays one line, whatever the input holds', async () => {
    const step = await refused({ ...LOGIN, provider: 'x\n::set-output name=a::b' });
    expect(step.stdout).not.toMatch(/^::set-output/m);
    expect(step.annotations).toHaveLength(1);
    expect(step.annotations[0]?.message).not.toContain('\n');
  });
});

describe('an empty password', () => {
  const EMPTY = { registry: 'ghcr.io', username: '', password: '' };
  const fork = (() => {
    const folder = startJob().workspace;
    const file = path.join(folder, 'event.json');
    const repo = (name: string) => ({ repo: { full_name: name } });
    writeFileSync(
      file,
      JSON.stringify({ pull_request: { head: repo('eve/app'), base: repo('acme/app') } }),
    );
    return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: file };
  })();

  test.each<[string, Record<string, string>, string]>([
    ['a pull request from a fork', fork, 'GitHub gives no secrets to a pull request from a fork.'],
    [
      'Dependabot',
      { GITHUB_ACTOR: 'dependabot[bot]' },
      'GitHub gives the secrets of Actions to no run that Dependabot starts.',
    ],
    ['anything else', {}, 'A secret that does not exist is an empty text.'],
  ])('fails, and names the cause: %s', async (_, environment, cause) => {
    const step = await refused(EMPTY, environment);
    expect(messages(step)).toHaveLength(1);
    expect(messages(step)[0]).toContain(`The password for ghcr.io is empty. ${cause}`);
  });

  test('with nothing given at all it is the one for Docker Hub', async () => {
    expect(messages(await refused({}))[0]).toContain('The password for docker.io is empty.');
  });

  test.each(['skip', 'warn'])('%s leaves out the login and what needs it', async policy => {
    const job = startJob();
    const step = await job.main({
      ...EMPTY,
      images: 'ghcr.io/acme/api:1',
      source: 'oci:nowhere',
      'pull-secret-file': 'pull.yaml',
      'if-missing-credentials': policy,
    });
    expect(step.exitCode).toBe(0);
    expect(step.annotations.map(({ level }) => level)).toEqual(
      policy === 'warn' ? ['warning'] : [],
    );
    expect(step.log).toContain('The password for ghcr.io is empty.');
    expect(Object.fromEntries(step.outputs)).toEqual(NOTHING);
    expect(existsSync(path.join(job.workspace, 'pull.yaml'))).toBe(false);
    expect(await step.post()).toMatchObject({ exitCode: 0, stdout: '' });
  });
});

test('a dry run says what it would do, and does nothing', async () => {
  const job = startJob();
  const step = await job.main({
    ...LOGIN,
    'pull-secret-file': 'pull.yaml',
    'dry-run': 'true',
  });
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
  expect(step.log.trim().split('\n')).toEqual([
    'Dry run: the inputs are valid; nothing is sent or written.',
    'Would log in to localhost:1 as "alice" (Password or token).',
    `Would write the Docker config "${job.configFile}", put back at the end of the job.`,
    `Would write the pull secret "docker-credentials" as yaml to "${job.workspace}/pull.yaml".`,
    'Nothing was sent, and nothing was written.',
  ]);
  expect([
    ...readdirSync(job.home),
    ...readdirSync(job.temp),
    ...readdirSync(job.workspace),
  ]).toEqual([]);
  expect(Object.fromEntries(step.outputs)).toEqual(NOTHING);
  expect([step.state.size, step.summary]).toEqual([0, '']);
});

test.each(['dckr_pat_0123456789', 'ghost-in-the-shell', 'glass-half-full', '{"correct": "horse"}'])(
  'without a registry, %j is a password for Docker Hub',
  async password => {
    const step = await startJob().main({ username: 'alice', password, 'dry-run': 'true' });
    expect(step).toMatchObject({ exitCode: 0, annotations: [] });
    expect(step.log).toContain('Would log in to docker.io as "alice"');
  },
);

test('where it is named, Docker Hub gets what resembles a token of another', async () => {
  const named = { registry: 'docker.io', username: 'alice', password: 'glpat-0123456789' };
  const step = await startJob().main({ ...named, 'dry-run': 'true' });
  expect(step).toMatchObject({ exitCode: 0, annotations: [] });
});

test('works without the files of a runner', async () => {
  const environment = {
    GITHUB_OUTPUT: undefined,
    GITHUB_STATE: undefined,
    GITHUB_ENV: undefined,
    GITHUB_STEP_SUMMARY: undefined,
    RUNNER_TEMP: undefined,
  };
  const step = await startJob().main({ ...LOGIN, retries: '0' }, { environment });
  expect(step.exitCode).toBe(1);
  expect(messages(step)[0]).toContain('Cannot log in to localhost:1 as "alice": ');
  expect(step.stderr).toBe('');
});
