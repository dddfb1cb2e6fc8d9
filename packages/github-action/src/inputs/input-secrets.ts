import { readSecretText, readText } from './read-input.ts';
import { maskLogin, maskSecret } from '../log-in/mask.ts';

/** Hides the secrets of the inputs before anything else is written, also what is wrong with them. */
export async function maskInputs(): Promise<void> {
  const password = readSecretText('password');
  if (password !== '') maskLogin(readText('username'), password);
  const list = readSecretText('registry-auth');
  if (list !== '') await maskRegistryAuth(list);
}

async function maskRegistryAuth(list: string): Promise<void> {
  const { secretsIn } = await import('./registry-auth.ts');
  for (const secret of await secretsIn(list)) maskSecret(secret);
}
