import { describe, expect, test } from 'vitest';
import { startJob, type Inputs } from '@berth/test/runner/action';

const LOGIN = { username: 'alice', password: 'hunter2' };

/** As a runner sets them where nobody gives them. */
const DEFAULTS = { logout: 'true', retries: '3', 'pull-secret-name': 'docker-credentials' };

async function messagesOf(inputs: Inputs): Promise<readonly string[]> {
  const step = await startJob().main({ ...DEFAULTS, ...inputs, 'dry-run': 'true' });
  expect(step).toMatchObject({ exitCode: step.annotations.length > 0 ? 1 : 0, stderr: '' });
  return step.annotations.map(({ message }) => message);
}

const unknown = (name: string) => `Unknown input "${name}": this action has none of that name. `;

describe('what another action calls an input is no reason to send a password to Docker Hub', () => {
  test.each<[string, Inputs, readonly string[]]>([
    [
      'Azure/docker-login',
      { ...LOGIN, 'login-server': 'acme.azurecr.io' },
      [`${unknown('login-server')}Did you mean "registry"?`],
    ],
    [
      'Azure/k8s-create-secret',
      {
        'container-registry-url': 'ghcr.io',
        'container-registry-username': 'alice',
        'container-registry-password': 'hunter2',
        'secret-name': 'pull',
      },
      [
        `${unknown('container-registry-url')}Did you mean "registry"?`,
        `${unknown('container-registry-username')}Did you mean "username"?`,
        `${unknown('container-registry-password')}Did you mean "password"?`,
        `${unknown('secret-name')}Did you mean "pull-secret-name"?`,
      ],
    ],
    [
      'aws-actions/amazon-ecr-login',
      { registries: '123456789012' },
      [`${unknown('registries')}Did you mean "registry"?`],
    ],
    [
      'aws-actions/amazon-ecr-login, whose logout is the other way round',
      { ...LOGIN, registry: 'ghcr.io', 'skip-logout': 'true' },
      [`${unknown('skip-logout')}Did you mean "logout"?`],
    ],
    [
      'somebody in a hurry',
      { ...LOGIN, registry: 'ghcr.io', retires: '9' },
      [`${unknown('retires')}Did you mean "retries"?`],
    ],
    [
      'docker login',
      { ...LOGIN, server: 'ghcr.io' },
      [`${unknown('server')}Did you mean "registry"?`],
    ],
    [
      'docker/build-push-action',
      { tags: 'ghcr.io/acme/api:1' },
      [
        `${unknown('tags')}Write each reference with its tag into "images", such as ghcr.io/acme/api:1.2.`,
      ],
    ],
    [
      'a push of docker/build-push-action',
      { ...LOGIN, registry: 'ghcr.io', source: 'docker:api', tags: 'ghcr.io/acme/api:1' },
      [
        `${unknown('tags')}Write each reference with its tag into "images", such as ghcr.io/acme/api:1.2.`,
        'The source "docker:api" is given, and no reference to push it to. Add "images".',
      ],
    ],
    [
      'aws-actions/amazon-ecr-login for the public registry',
      { 'registry-type': 'public' },
      [
        `${unknown('registry-type')}Name the registry itself, such as "registry: public.ecr.aws" for the public one of AWS.`,
      ],
    ],
    [
      'aws-actions/configure-aws-credentials, at a host of ECR',
      { ...LOGIN, registry: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', region: 'eu-west-1' },
      [`${unknown('region')}Did you mean "aws-region"?`],
    ],
    [
      'kubectl, beside a pull secret',
      { ...LOGIN, registry: 'ghcr.io', 'pull-secret-file': 'pull.yaml', namespace: 'shop' },
      [`${unknown('namespace')}Did you mean "pull-secret-namespaces"?`],
    ],
    [
      'somebody who takes a login as two actions do',
      { registry: 'ghcr.io', user: 'alice', token: 'hunter2' },
      [`${unknown('user')}Did you mean "username"?`, `${unknown('token')}Did you mean "password"?`],
    ],
    [
      'redhat-actions/push-to-registry',
      { ...LOGIN, registry: 'ghcr.io', images: 'ghcr.io/acme/api', tags: 'v1' },
      [
        `${unknown('tags')}Write each reference with its tag into "images", such as ghcr.io/acme/api:1.2.`,
      ],
    ],
  ])('%s', async (_, inputs, messages) => {
    expect(await messagesOf(inputs)).toEqual(messages);
  });

  test('the entries of docker/login-action say what to leave out, and "push" is no secret', async () => {
    const entry = { registry: 'ghcr.io', ...LOGIN, scope: 'push', ecr: 'auto' };
    const step = await startJob().main({ 'registry-auth': JSON.stringify([entry]) });
    expect(step.annotations.map(({ message }) => message)).toEqual([
      'Invalid registry-auth[0]: "scope" is not needed: a login holds for its whole registry. Leave it out.',
      'Invalid registry-auth[0]: "ecr" is not needed: Amazon ECR is known by its host. Leave it out.',
    ]);
    expect(step.masks).toContain('hunter2');
    expect(step.masks.filter(mask => /^(?:push|auto)$/.test(mask))).toEqual([]);
  });

  test('beside the right name, and in a name of somebody else, it is passed over', async () => {
    const inputs = { ...LOGIN, registry: 'ghcr.io', 'login-server': 'ghcr.io', verbosity: '3' };
    expect(await messagesOf(inputs)).toEqual([]);
    // What a job names for itself, and writes into the reference.
    const tagged = { source: 'docker:api:1', images: 'ghcr.io/acme/api:1.2', tag: '1.2' };
    expect(await messagesOf({ ...inputs, ...tagged })).not.toContainEqual(
      expect.stringContaining('Unknown input'),
    );
  });

  test.each(['tag', 'tags', 'region', 'namespace', 'role', 'type', 'src', 'docker_image'])(
    'a variable INPUT_%s of the job changes no login',
    async name => {
      expect(await messagesOf({ ...LOGIN, registry: 'ghcr.io', [name]: 'x' })).toEqual([]);
    },
  );

  test.each(['token', 'secret', 'user', 'host', 'url'])(
    'nor one INPUT_%s a login by registry-auth',
    async name => {
      const entries = JSON.stringify([{ registry: 'ghcr.io', ...LOGIN }]);
      expect(await messagesOf({ 'registry-auth': entries, [name]: 'x' })).toEqual([]);
    },
  );

  test('but a password whose registry has another name is stopped beside registry-auth, too', async () => {
    const entries = JSON.stringify([{ registry: 'ghcr.io', ...LOGIN }]);
    expect(await messagesOf({ ...LOGIN, 'registry-auth': entries, host: 'quay.io' })).toEqual([
      `${unknown('host')}Did you mean "registry"?`,
    ]);
  });
});
