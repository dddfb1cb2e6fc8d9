import type { User } from '@kubernetes/client-node';
import { errorCode } from '../error-code.ts';
import { invalidKubeconfig } from './invalid-kubeconfig.ts';

/** Why a kubeconfig's login cannot be had. What a plugin prints may hold a token, and is not told. */
export function authenticationFailure(user: User | null, error: unknown): Error {
  const code = errorCode(error);
  const command = commandOf(user);
  if (command !== undefined) {
    return code === 'ENOENT' || code === 'EACCES'
      ? invalidKubeconfig(
          'kubeconfig',
          `its user ${JSON.stringify(user?.name)} logs in with the program ${JSON.stringify(command)}, which is not here (${code})`,
          'Install it in an earlier step, or give a kubeconfig with a token',
        )
      : invalidKubeconfig(
          'kubeconfig',
          `the program ${JSON.stringify(command)}, with which its user ${JSON.stringify(user?.name)} logs in, gave no credential`,
          'Run it in a step of its own to see why',
        );
  }
  if (error instanceof Error && 'path' in error && typeof error.path === 'string') {
    return invalidKubeconfig(
      'kubeconfig',
      `its file ${JSON.stringify(error.path)} cannot be read (${code})`,
      'Put the content in with "kubectl config view --raw --flatten"',
    );
  }
  const how = (user?.authProvider as { name?: unknown } | undefined)?.name;
  return invalidKubeconfig(
    'kubeconfig',
    `its user ${JSON.stringify(user?.name)} cannot be logged in${typeof how === 'string' ? ` by ${JSON.stringify(how)}` : ''}${code && ` (${code})`}`,
    'Give a kubeconfig with a token or a client certificate',
  );
}

function commandOf(user: User | null): string | undefined {
  const exec: unknown = user?.exec;
  if (typeof exec !== 'object' || exec === null) return undefined;
  return 'command' in exec && typeof exec.command === 'string' ? exec.command : '';
}
