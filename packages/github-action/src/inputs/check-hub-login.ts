import { InvalidInputError } from '@berth/core';

/**
 * Refuses to take Docker Hub for the registry of a login that belongs elsewhere: an expression that
 * is empty leaves `registry` empty, too.
 *
 * @throws InvalidInputError that quotes nothing of the password.
 */
export function checkHubLogin(username: string, password: string): void {
  const owner = OWNERS.find(({ login }) => login.test(`${username}:${password}`));
  if (owner === undefined) return;
  throw new InvalidInputError(
    `The registry is empty, which means Docker Hub, and this is a login ${owner.what}: nothing was sent there. Set "registry", such as ${owner.host}, or docker.io if that is meant.`,
    { field: 'registry' },
  );
}

/** By `username:password`; what a Docker ID or a password of Docker Hub may be is not among them. */
const OWNERS = [
  {
    login: /^[^:]*:(?:gh[a-z]_|github_pat_)/,
    what: 'with a token of GitHub',
    host: 'ghcr.io',
  },
  {
    // https://docs.gitlab.com/security/tokens/#token-prefixes
    login: /^[^:]*:gl(?:pat|oas|dt|rtr?|cbt|ptt|ft|imt|agent|wt|soat|ffct)-/,
    what: 'with a token of GitLab',
    host: 'registry.gitlab.com',
  },
  {
    login: /^(?:_json_key(?:_base64)?|oauth2accesstoken):|^[^:]*:\s*\{[^]*"private_key"/,
    what: 'of Google',
    host: 'europe-docker.pkg.dev',
  },
  {
    login: /^AWS:/,
    what: 'of Amazon ECR',
    host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
  },
];
