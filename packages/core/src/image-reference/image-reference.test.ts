import { describe, expect, test } from 'vitest';
import { formatImageReference, parseImageReference } from './image-reference.ts';
import { InvalidInputError } from '../invalid-input-error.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

describe('parseImageReference', () => {
  test.each([
    ['nginx', 'docker.io', 'library/nginx', 'latest', undefined],
    ['acme/api:1.2', 'docker.io', 'acme/api', '1.2', undefined],
    ['index.docker.io/nginx', 'docker.io', 'library/nginx', 'latest', undefined],
    ['us.gcr.io/my-project/my-image', 'us.gcr.io', 'my-project/my-image', 'latest', undefined],
    ['localhost:5000/api:dev', 'localhost:5000', 'api', 'dev', undefined],
    ['localhost', 'docker.io', 'library/localhost', 'latest', undefined],
    ['host:5000', 'docker.io', 'library/host', '5000', undefined],
    ['[::1]:5000/api', '[::1]:5000', 'api', 'latest', undefined],
    ['Foo/bar', 'Foo', 'bar', 'latest', undefined],
    ['a_b.c/d', '', 'a_b.c/d', 'latest', undefined],
    [`ghcr.io/acme/api@sha256:${HEX}`, 'ghcr.io', 'acme/api', undefined, `sha256:${HEX}`],
    [`ghcr.io/acme/api:v1@sha256:${HEX}`, 'ghcr.io', 'acme/api', 'v1', `sha256:${HEX}`],
  ])('%s', (input, registry, repository, tag, digest) => {
    const { registry: actual, ...rest } = parseImageReference(input);
    expect({ registry: actual, tag: undefined, digest: undefined, ...rest }).toEqual({
      registry,
      repository,
      tag,
      digest,
    });
  });

  test('the first part of an image is the server to log in to', () => {
    expect(parseImageReference('us.gcr.io/my-project/my-image').registry).toBe('us.gcr.io');
  });

  test.each(['\ud800', 'a/\udfff', 'ghcr.io/a\ud83d'])('refuses half a character: %j', input => {
    expect(() => parseImageReference(input)).toThrow(InvalidInputError);
  });
});

describe('formatImageReference', () => {
  const digest = `sha256:${HEX}`;
  test.each([
    [{ registry: 'docker.io', repository: 'library/nginx', tag: '1' }, 'nginx:1'],
    [{ registry: 'docker.io', repository: 'library/a/b', tag: '1' }, 'library/a/b:1'],
    [{ registry: 'docker.io', repository: 'acme/api' }, 'acme/api'],
    [{ registry: 'ghcr.io', repository: 'library/nginx', tag: '1' }, 'ghcr.io/library/nginx:1'],
    [{ registry: '', repository: 'a_b.c/d', tag: '1', digest }, `a_b.c/d:1@${digest}`],
  ])('%o is familiar as %s', (reference, familiar) => {
    expect(formatImageReference(reference, 'familiar')).toBe(familiar);
  });

  test('keeps a tag beside a digest', () => {
    const reference = { registry: 'docker.io', repository: 'library/nginx', tag: '1', digest };
    expect(formatImageReference(reference)).toBe(`docker.io/library/nginx:1@${digest}`);
  });
});
