import type { RegistryInput } from '../inputs/registry-input.ts';

/** A login that failed: what was tried, what the registry said, and what often helps there. */
export function explainRefusal(registry: RegistryInput, error: unknown): Error {
  if (!(error instanceof Error) || error.name !== 'RegistryRequestError') throw error;
  const username = registry.login?.username ?? '';
  const hint = hintFor(registry, username, 'code' in error ? error.code : undefined);
  return new Error(
    `Cannot log in to ${registry.host} as "${username}": ${error.message}${hint && ` ${hint}`}`,
    { cause: error },
  );
}

function hintFor({ provider, credential }: RegistryInput, username: string, code: unknown): string {
  if (code !== 'unauthorized' && code !== 'denied') return '';
  if (provider === 'docker-hub' && username.includes('@')) {
    return 'Docker Hub wants the Docker ID as user name, not an e-mail address.';
  }
  if (provider === 'ghcr') {
    return 'With GITHUB_TOKEN the job needs "permissions: packages: write"; else use a personal access token (classic).';
  }
  if (provider === 'ecr' && !credential)
    return 'A token of ECR lasts 12 hours: get a new one in this job.';
  return '';
}
