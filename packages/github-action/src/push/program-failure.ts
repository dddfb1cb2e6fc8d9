import { InvalidInputError, type RegistryLogin } from '@berth/core';
import { RegistryRequestError, type RegistryRequestErrorCode } from '@berth/registry-client';
import { pushAdvice } from '../hints/push-hint.ts';
import { refusalIn } from './program-refusal.ts';
import type { PushTarget } from './push-target.ts';
import { lastLine, shortened, type ProgramResult } from './run-program.ts';

/** A program that cannot be used at all: it does not run, or not for this user. */
export function programFailure(program: string, command: string, result: ProgramResult): Error {
  const line = lastLine(result);
  const unusable = UNUSABLE.find(([pattern]) => pattern.test(line));
  if (unusable === undefined) return new Error(`${program} ${command} failed: ${shortened(line)}`);
  return new InvalidInputError(`${program} cannot be used: ${unusable[1]}`, { field: 'source' });
}

const ELSE = 'or push an archive or a folder: docker-archive:, oci-archive:, oci:.';

const UNUSABLE: readonly (readonly [RegExp, string])[] = [
  [
    /permission denied .*socket|dial unix .*permission denied/i,
    `this user may not open its socket (permission denied). Add the user to the group docker, ${ELSE}`,
  ],
  [
    /cannot connect to (?:the docker daemon|podman)|failed to connect to the docker api|is the docker daemon running/i,
    `its daemon does not answer. Start it, check DOCKER_HOST, ${ELSE}`,
  ],
];

/** A push by a program that was refused: what it said, in one line, and what to do. */
export function pushByProgramFailure(
  {
    program,
    name,
    target,
    login,
  }: {
    readonly program: 'docker' | 'podman';
    /** What was pushed. */
    readonly name: string;
    readonly target: PushTarget;
    readonly login: RegistryLogin | undefined;
  },
  result: ProgramResult,
): Error {
  const line = lastLine(result).replace(/\.$/, '');
  const failed = `${program} push ${name} failed: ${shortened(line)}`;
  const refusal = refusalIn(line);
  if (refusal === undefined) return new Error(failed);
  const connection = CONNECTION.find(([pattern]) => pattern.test(line));
  const advice =
    connection?.[1][program](target.host) ??
    pushAdvice(target.provider, login, refusal) ??
    USUAL[refusal.code];
  const message = advice === undefined ? failed : `${failed}. ${advice}`;
  return new RegistryRequestError(message, { ...refusal, host: target.host });
}

/** What the daemon can be told only by its own settings, podman is told by Berth. */
const CONNECTION: readonly (readonly [
  RegExp,
  Readonly<Record<'docker' | 'podman', (host: string) => string>>,
])[] = [
  [
    /x509: certificate signed by unknown authority|certificate is not trusted/i,
    {
      docker: host =>
        `The Docker daemon reads authorities from /etc/docker/certs.d/${host}/ca.crt only: put the certificate there, or push an archive with ca-certificate.`,
      podman: () => "Give that authority's certificate as ca-certificate.",
    },
  ],
  [
    /x509: certificate has expired or is not yet valid/i,
    {
      docker: () => "Renew the registry's certificate, and check the clock of this machine.",
      podman: () => "Renew the registry's certificate, and check the clock of this machine.",
    },
  ],
  [
    /x509: certificate is (?:valid|not valid) for/i,
    {
      docker: () => 'Use a name that the certificate holds, or add this one to it.',
      podman: () => 'Use a name that the certificate holds, or add this one to it.',
    },
  ],
  [
    /server gave HTTP response to HTTPS client/i,
    {
      docker: host =>
        `Put "${host}" into "insecure-registries" of the Docker daemon's daemon.json, or push an archive with insecure: true.`,
      podman: () => 'Set insecure to true if the password may cross the network readable.',
    },
  ],
  [
    /no such host|server misbehaving|name resolution/i,
    {
      docker: () => 'Check the spelling of the registry, and the DNS of the Docker daemon.',
      podman: () => 'Check the spelling of the registry, and the DNS of this machine.',
    },
  ],
  [
    // Go says of a proxy that wants a login only its status.
    /proxyconnect|proxy authentication required/i,
    {
      docker: host => `Check the proxy of the Docker daemon, or add "${host}" to its NO_PROXY.`,
      podman: host => `Check HTTPS_PROXY, or add "${host}" to NO_PROXY.`,
    },
  ],
];

const PASSES = 'That often passes: run the job again, or let it try more often with "retries".';

const USUAL: Readonly<Partial<Record<RegistryRequestErrorCode, string>>> = {
  'rate-limited': 'Try again later, or log in with an account that may make more requests.',
  denied: 'Check that the repository is spelled right and that the login may push there.',
  'not-found': 'Create the repository first, or check its name.',
  'server-error': `The registry itself failed. ${PASSES}`,
  timeout: `The registry did not answer in time. ${PASSES}`,
  unreachable: `The connection broke off. ${PASSES}`,
};
