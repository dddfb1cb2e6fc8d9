import { expect, test } from 'vitest';
import { checkImageReference } from './check-image-reference.ts';
import { explainPull } from '../explain-pull/explain-pull.ts';
import { parseImageReference } from './image-reference.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

test.each([
  ['https://ada:hunter2@ghcr.io/acme/api', 'https://ghcr.io/acme/api'],
  ['ada:hunter2@ghcr.io/acme/api:1', 'ghcr.io/acme/api:1'],
  ['ada:hunter2@ghcr.io', 'ghcr.io'],
  ['Hunter2@ghcr.io', 'ghcr.io'],
  ['https://Hunter2@localhost', 'https://localhost'],
  [`ada:hunter2@localhost:5000/api@sha256:${HEX}`, `localhost:5000/api@sha256:${HEX}`],
  ['ada:hunter2@work@ghcr.io/a', 'ghcr.io/a'],
  ['ada:$hunter2@ghcr.io/a', 'ghcr.io/a'],
  ['ada:<hunter2>@ghcr.io/a', 'ghcr.io/a'],
  ['ada:hun/Hunter2@ghcr.io/a', 'ghcr.io/a'],
])('%s has a login, which is not shown', (input, rest) => {
  for (const profile of ['docker', 'podman', 'code-engine'] as const) {
    const problems = checkImageReference(input, { profile });
    const { start = 0, end = 0 } = problems.find(({ code }) => code === 'USER_INFO') ?? {};

    expect(input.slice(0, start) + input.slice(end)).toBe(rest);
    expect(problems.map(({ message }) => message).join()).not.toMatch(/hunter2/i);
  }
  expect(() => parseImageReference(input)).toThrow(/^(?![^]*hunter2)/i);
  expect(() => explainPull(input, {}, 'docker')).toThrow(/^(?![^]*hunter2)/i);
});

test('the message says what to do', () => {
  expect(() => parseImageReference('ada:hunter2@ghcr.io/acme/api')).toThrow(
    'Invalid image reference "…@ghcr.io/acme/api": "…@" is a user name or password, which an image cannot have. Log in to the registry instead, and leave it out.',
  );
  expect(() => parseImageReference(`ghcr.io/Acme@sha256:${HEX}`)).toThrow(
    `Invalid image reference "ghcr.io/Acme@sha256:${HEX}"`,
  );
});

test.each(['nginx@1.27', 'host:5000/app@1.27', 'nginx@', `a@md5:${HEX.slice(0, 32)}`, `a@${HEX}`])(
  '%s has none',
  input => {
    const codes = checkImageReference(input).map(({ code }) => code);
    expect(codes).not.toContain('USER_INFO');
  },
);
