import { inField } from '../invalid-input-error.ts';
import { parseServer } from '../provider/registry-server.ts';
import { guide, purpose, type Guide, type SetupParameter } from './setup-step.ts';
import { shellQuote } from './shell-quote.ts';
import type { TextFormat } from '../credential/text-format.ts';

// Guides for registries whose tokens are made on a web page.

/** Visible ASCII without a colon, which ends the user name in a Docker config. */
const USERNAME: TextFormat = {
  pattern: /^(?!-)[!-9;-~]{1,255}$/,
  rule: 'Write the user name without spaces and ":"',
};

const HOST: TextFormat = {
  pattern: /^[A-Za-z0-9[][A-Za-z0-9.:[\]-]{0,259}$/,
  rule: 'Write one host, such as registry.example.com:5000',
};

const username: SetupParameter = { label: 'User name', format: USERNAME };
const server: SetupParameter = { label: 'Server', format: HOST };
const name = (label: string, fallback?: string): SetupParameter => ({
  label,
  format: {
    pattern: /^[a-z0-9][a-z0-9._-]{0,127}$/,
    rule: 'Use lowercase letters, digits and "._-"',
  },
  ...(fallback === undefined ? {} : { fallback }),
});

export const dockerHubGuide = guide({ username, purpose }, value => [
  {
    title: 'Create a personal access token',
    text: `Choose ${value('purpose') === 'push' ? '"Read & Write"' : '"Read-only"'}. The token is shown once. It can be revoked without a change of the password; for a team, an organization access token survives when people leave.`,
    commands: [],
    link: 'https://app.docker.com/settings/personal-access-tokens',
  },
  loginStep('docker.io', value('username')),
]);

export const ghcrGuide = guide({ username, purpose }, value => {
  const scope = value('purpose') === 'push' ? 'write:packages' : 'read:packages';
  return [
    {
      title: 'Create a personal access token (classic)',
      text: `It needs ${scope} only. Fine-grained tokens do not work. Inside a workflow use GITHUB_TOKEN instead.`,
      commands: [],
      link: `https://github.com/settings/tokens/new?scopes=${scope}`,
    },
    loginStep('ghcr.io', value('username')),
  ];
});

export const gitlabGuide = guide(
  { server: { ...server, fallback: 'registry.gitlab.com' }, username, purpose },
  value => [
    {
      title: 'Create a deploy token',
      text: `In the project or group: Settings, Repository, Deploy tokens. Choose ${value('purpose') === 'push' ? 'read_registry and write_registry' : 'read_registry'}. The token has a user name of its own; it is shown once.`,
      commands: [],
      link: 'https://docs.gitlab.com/user/project/deploy_tokens/',
    },
    loginStep(value('server'), value('username')),
  ],
);

export const quayGuide = guide(
  {
    server: { ...server, fallback: 'quay.io' },
    organization: name('Organization'),
    robot: name('Name of the robot account', 'reader'),
    purpose,
  },
  value => [
    {
      title: 'Create a robot account',
      text: `In the organization: Robot Accounts, Create. Give it ${value('purpose') === 'push' ? 'Write' : 'Read'} on the repositories.`,
      commands: [],
      link: 'https://docs.quay.io/glossary/robot-accounts.html',
    },
    loginStep(value('server'), `${value('organization')}+${value('robot')}`),
  ],
);

export const harborGuide = guide(
  { server, project: name('Project'), robot: name('Name of the robot account', 'reader'), purpose },
  value => [
    {
      title: 'Create a robot account',
      text: `In the project: Robot Accounts, New. Allow ${value('purpose') === 'push' ? 'pull and push' : 'pull'} of repositories, and note when it ends. The secret is shown once.`,
      commands: [],
      link: 'https://goharbor.io/docs/latest/working-with-projects/project-configuration/create-robot-accounts/',
    },
    loginStep(value('server'), `robot$${value('project')}+${value('robot')}`),
  ],
);

export const artifactoryGuide = guide({ server, username }, value => [
  {
    title: 'Create an identity token',
    text: 'In your profile: Generate an Identity Token. A user for this purpose alone survives when people leave.',
    commands: [],
    link: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/identity-token',
  },
  loginStep(value('server'), value('username')),
]);

export const genericGuide: Guide = guide({ server, username }, value => [
  loginStep(value('server'), value('username')),
]);

function loginStep(server: string, user: string) {
  const { host } = inField('server', () => parseServer(server));
  return {
    title: 'Try it, and enter it',
    text: 'The login asks for the token. What works here works in a pull secret.',
    commands: [`docker login --username ${shellQuote(user)} ${shellQuote(host)}`],
    link: 'https://docs.docker.com/reference/cli/docker/login/',
  };
}
