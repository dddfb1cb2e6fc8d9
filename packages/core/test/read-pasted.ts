import { InvalidInputError, isSecret, parsePasted } from '@berth/core';

/** A credential of kind `password` as `read` shows it. */
export function password(host: string, username: string | undefined, password = 'hunter2'): object {
  return {
    kind: 'password',
    ...(username === undefined ? {} : { username }),
    password,
    hosts: [host],
  };
}

/** The message with which the text is refused. */
export function messageOf(text: string): string {
  try {
    parsePasted(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

/** What was found, with its secrets revealed to compare them. */
export function read(text: string): {
  server?: string;
  credentials: object[];
  notes: readonly string[];
} {
  const { credentials, ...others } = parsePasted(text);
  return {
    ...others,
    credentials: credentials.map(credential =>
      Object.fromEntries(
        Object.entries(credential).map(([key, value]: [string, unknown]) => [
          key,
          isSecret(value) ? value.reveal() : value,
        ]),
      ),
    ),
  };
}
