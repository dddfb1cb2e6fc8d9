import { KEYLESS_NAMES, type InputName } from './input-names.ts';

/** Whether the step, by what is given, asks for something that this input would change. */
export function isAskedFor(
  input: InputName,
  given: readonly InputName[],
  textOf: (input: InputName) => string,
): boolean {
  const has = (names: readonly InputName[]) => names.some(name => given.includes(name));
  // Nothing is asked for, so that the step fails in any case.
  if (!has(['if-missing-credentials', 'registry-auth', 'images', ...LOGIN])) return true;
  if (input === 'logout' || input === 'insecure') return true;
  if (input === 'username' || input === 'password') return has(LOGIN) && !has(KEYLESS_NAMES);
  return has(USED_WITH[input] ?? []) || (AWS.includes(input) && namesEcr(textOf));
}

function namesEcr(textOf: (input: InputName) => string): boolean {
  return /\bdkr[.-]ecr\b/.test(`${textOf('registry')}\n${textOf('images')}`);
}

const LOGIN: readonly InputName[] = ['registry', 'username', 'password', ...KEYLESS_NAMES];
const PUSH: readonly InputName[] = ['images', 'source'];
const AWS: readonly InputName[] = ['role-to-assume', 'aws-region'];
const PULL_SECRET: readonly InputName[] = [
  'pull-secret-name',
  'pull-secret-file',
  'pull-secret-namespaces',
  'pull-secret-service-accounts',
  'kubeconfig',
];

/** Inputs that others may call by a name that anybody uses, and those beside which that is meant. */
const USED_WITH: Readonly<Partial<Record<InputName, readonly InputName[]>>> = {
  registry: LOGIN,
  images: PUSH,
  source: PUSH,
  'role-to-assume': AWS,
  'aws-region': AWS,
  'pull-secret-name': PULL_SECRET,
  'pull-secret-namespaces': PULL_SECRET,
};
