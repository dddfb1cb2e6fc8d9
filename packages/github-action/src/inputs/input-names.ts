/** The inputs of a login without a stored secret; each is also a key in `registry-auth`. */
export const KEYLESS_NAMES = [
  'role-to-assume',
  'aws-region',
  'workload-identity-provider',
  'service-account',
  'client-id',
  'tenant-id',
  'connection-id',
] as const;

export type KeylessName = (typeof KEYLESS_NAMES)[number];

/** Those that are given. */
export type KeylessTexts = Readonly<Partial<Record<KeylessName, string>>>;

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
  ...KEYLESS_NAMES,
  'images',
  'source',
  'create-repository',
  'pull-secret-name',
  'pull-secret-file',
  'pull-secret-format',
  'pull-secret-namespaces',
  'pull-secret-service-accounts',
  'kubeconfig',
  'retries',
  'timeout',
  'dry-run',
  'if-missing-credentials',
] as const;

export type InputName = (typeof INPUT_NAMES)[number];
