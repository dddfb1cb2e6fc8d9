import type { Problems } from './problems.ts';
import { readChoice, readText } from './read-input.ts';
import type { CompleteLogin } from './registry-input.ts';

const FORMATS = ['yaml', 'json', 'dt-secrets'] as const;

export interface PullSecretInput {
  readonly name: string;
  readonly file: string;
  readonly format: (typeof FORMATS)[number];
}

/** What is asked for as a pull secret, and whether it can be made; absent where no file is named. */
export async function readPullSecret(
  problems: Problems,
  logins: readonly CompleteLogin[],
): Promise<PullSecretInput | undefined> {
  const format = problems.collect(() => readChoice('pull-secret-format', FORMATS));
  const file = readText('pull-secret-file');
  if (file === '' || format === undefined) return undefined;
  const input = { name: readText('pull-secret-name') || 'docker-credentials', file, format };
  const { checkPullSecret } = await import('../pull-secret-file.ts');
  problems.collect(() => checkPullSecret(input, logins));
  return input;
}
