import { invalidField } from './fields.ts';

/**
 * Refuses a user name that no client can keep: a Docker config joins it to the password with a
 * colon, and the first colon ends the name.
 */
export function checkUsername(username: string): void {
  if (!username.includes(':')) return;
  throw invalidField(
    'username',
    'has a colon, which ends the user name in a Docker config',
    'Use a robot account or a token name without one',
  );
}
