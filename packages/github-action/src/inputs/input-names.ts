/** Every input of action.yml, in its order. */
export const INPUT_NAMES = [
  'registry',
  'username',
  'password',
  'email',
  'registry-auth',
  'provider',
  'logout',
  'config',
  'ca-certificate',
  'insecure',
  'images',
  'source',
  'pull-secret-name',
  'pull-secret-file',
  'pull-secret-format',
  'retries',
  'timeout',
  'dry-run',
  'if-missing-credentials',
] as const;

export type InputName = (typeof INPUT_NAMES)[number];
