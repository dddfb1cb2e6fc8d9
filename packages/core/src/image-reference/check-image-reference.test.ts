import { describe, expect, test } from 'vitest';
import { checkImageReference } from './check-image-reference.ts';
import { parseImageReference } from './image-reference.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

test('a good reference has no problem', () => {
  expect(checkImageReference('ghcr.io/acme/api:v1.2')).toEqual([]);
  expect(checkImageReference(`localhost:5000/api@sha256:${HEX}`)).toEqual([]);
});

test('says code, severity, component, place, message and fix', () => {
  expect(checkImageReference('ghcr.io/Acme/api:1')).toEqual([
    {
      code: 'PATH_UPPERCASE',
      severity: 'error',
      component: 'repository',
      start: 8,
      end: 12,
      message: '"Acme" has uppercase letters. Use "acme".',
      fix: { start: 8, end: 12, text: 'acme' },
    },
  ]);
});

test('finds every problem, sorted by start and code', () => {
  const problems = checkImageReference('-a..b.io:x/C+/_d__/:.e!@SHA256:1g');
  expect(problems.map(({ code, start, end }) => [code, start, end])).toEqual([
    ['HOST_LABEL_DASH', 0, 1],
    ['HOST_LABEL_LENGTH', 2, 4],
    ['PORT_INVALID', 9, 10],
    ['PATH_UPPERCASE', 11, 13],
    ['PATH_INVALID_CHAR', 12, 13],
    ['PATH_EDGE_SEPARATOR', 14, 15],
    ['PATH_EDGE_SEPARATOR', 16, 18],
    ['PATH_EMPTY_COMPONENT', 18, 19],
    ['TAG_IGNORED_WITH_DIGEST', 19, 23],
    ['TAG_INVALID_START', 20, 21],
    ['TAG_INVALID_CHAR', 22, 23],
    ['DIGEST_UPPERCASE', 24, 30],
    ['DIGEST_LENGTH', 31, 33],
    ['DIGEST_CHAR', 32, 33],
  ]);
});

describe('finds and mends', () => {
  test.each([
    [' nginx:1', 'WHITESPACE', 'nginx:1'],
    ['nginx :1', 'WHITESPACE', 'nginx:1'],
    ['nginx:1\0', 'CONTROL_CHAR', 'nginx:1'],
    ['nginх:1', 'NON_ASCII', 'nginx:1'],
    ['a–b:1', 'NON_ASCII', 'a-b:1'],
    ['ｎginx:1', 'NON_ASCII', 'nginx:1'],
    ['café:1', 'NON_ASCII', 'cafe:1'],
    ['ng\u200binx:1', 'NON_ASCII', 'nginx:1'],
    ['https://ghcr.io/a/b:1', 'SCHEME_PREFIX', 'ghcr.io/a/b:1'],
    ['docker://nginx:1', 'SCHEME_PREFIX', 'nginx:1'],
    ['Foo/bar:1', 'PORTABILITY_PODMAN', 'foo/bar:1'],
    ['-a.b/c:1', 'HOST_LABEL_DASH', 'a.b/c:1'],
    ['a-.b/c:1', 'HOST_LABEL_DASH', 'a.b/c:1'],
    ['a..b/c:1', 'HOST_LABEL_LENGTH', 'a.b/c:1'],
    ['a.b./c:1', 'HOST_LABEL_LENGTH', 'a.b/c:1'],
    ['[fe80::1%eth0]:5000/a:1', 'HOST_IPV6_ZONE', '[fe80::1]:5000/a:1'],
    ['registry-1.docker.io/a/b:1', 'HUB_ALIAS_NOT_FOLDED', 'docker.io/a/b:1'],
    ['docker.io:443/a/b:1', 'HUB_ALIAS_NOT_FOLDED', 'docker.io/a/b:1'],
    ['a_b.c/d:1', 'DOMAIN_LOOKS_LIKE_PATH', 'docker.io/a_b.c/d:1'],
    ['ghcr.io:/a:1', 'PORT_INVALID', 'ghcr.io/a:1'],
    ['a//b/:1', 'PATH_EMPTY_COMPONENT', undefined],
    ['a///b:1', 'PATH_EMPTY_COMPONENT', 'a/b:1'],
    ['nginx/', 'PATH_EMPTY_COMPONENT', 'nginx'],
    ['/nginx:1', 'PATH_EMPTY_COMPONENT', 'nginx:1'],
    ['Acme_Corp/api:1', 'PATH_UPPERCASE', 'acme_corp/api:1'],
    ['ghcr.io\\api:1', 'PATH_INVALID_CHAR', 'ghcr.io/api:1'],
    ['a___b:1', 'PATH_SEPARATOR_RUN', 'a__b:1'],
    ['a._b:1', 'PATH_SEPARATOR_RUN', 'a-b:1'],
    ['a_:1', 'PATH_EDGE_SEPARATOR', 'a:1'],
    ['nginx:', 'TAG_EMPTY', 'nginx'],
    ['nginx:.1', 'TAG_INVALID_START', 'nginx:1'],
    ['app:1.0+build', 'TAG_INVALID_CHAR', 'app:1.0_build'],
    ['app:feature/x', 'TAG_INVALID_CHAR', 'app:feature-x'],
    [`a:1@sha256:${HEX}`, 'TAG_IGNORED_WITH_DIGEST', `a@sha256:${HEX}`],
    ['nginx@1.27', 'DIGEST_ALGORITHM', 'nginx:1.27'],
    [`a@${HEX}`, 'DIGEST_ALGORITHM', `a@sha256:${HEX}`],
    [`a@SHA256:${HEX}`, 'DIGEST_UPPERCASE', `a@sha256:${HEX}`],
    [`a@sha256:${HEX.toUpperCase()}`, 'DIGEST_UPPERCASE', `a@sha256:${HEX}`],
    ['nginx@', 'DIGEST_LENGTH', 'nginx'],
  ])('%j: %s', (input, code, mended) => {
    const problem = checkImageReference(input).find(problem => problem.code === code);
    const { start = 0, end = 0, text } = problem?.fix ?? {};
    expect(problem?.code).toBe(code);
    if (mended === undefined) return;
    expect(input.slice(0, start) + text + input.slice(end)).toBe(mended);
  });
});

describe('finds what it cannot mend', () => {
  test.each([
    ['', 'EMPTY', 0, 0],
    ['docker pull nginx', 'WHITESPACE', 6, 7],
    ['ghcr.io/a:${TAG}', 'TEMPLATE_PLACEHOLDER', 10, 16],
    ['{{ .Values.image }}:1', 'TEMPLATE_PLACEHOLDER', 0, 19],
    ['a/日本:1', 'NON_ASCII', 2, 4],
    [HEX, 'NAME_IS_64_HEX', 0, 64],
    ['a$.b/c', 'HOST_INVALID_CHAR', 1, 2],
    ['[::1/a', 'HOST_INVALID_CHAR', 0, 4],
    [`${'x'.repeat(64)}.b/c:1`, 'HOST_LABEL_LENGTH', 0, 64],
    [`${'x.'.repeat(130)}b/c:1`, 'HOST_TOO_LONG', 0, 261],
    ['[::1]:5000/a:1', 'PORTABILITY_PODMAN', 0, 5],
    ['a.b:x/c', 'PORT_INVALID', 4, 5],
    ['a.b:65536/c:1', 'PORT_RANGE', 4, 9],
    ['a.b:0/c:1', 'PORT_RANGE', 4, 5],
    ['ghcr.io/', 'PATH_EMPTY_COMPONENT', 8, 8],
    ['a+b:1', 'PATH_INVALID_CHAR', 1, 2],
    ['a/../b:1', 'PATH_EDGE_SEPARATOR', 2, 4],
    [`a.b/${'x'.repeat(256)}:1`, 'PATH_TOO_LONG', 4, 260],
    [`${'x'.repeat(248)}:1`, 'PATH_TOO_LONG', 0, 248],
    [`a.b/${'x'.repeat(252)}:1`, 'PORTABILITY_PODMAN', 4, 256],
    [`a:${'x'.repeat(129)}`, 'TAG_TOO_LONG', 2, 131],
    ['nginx:latest', 'TAG_LATEST', 6, 12],
    ['nginx', 'TAG_LATEST', 5, 5],
    [`a@md5:${HEX.slice(0, 32)}`, 'DIGEST_ALGORITHM', 2, 5],
    [`a@sha256:${HEX.slice(1)}`, 'DIGEST_LENGTH', 9, 72],
    [`a@sha256:g${HEX.slice(1)}`, 'DIGEST_CHAR', 9, 10],
  ])('%j: %s', (input, code, start, end) => {
    const problem = checkImageReference(input).find(problem => problem.code === code);
    expect(problem).toMatchObject({ code, start, end });
    expect(problem).not.toHaveProperty('fix');
  });
});

test('says nothing about the value of a placeholder', () => {
  const input = `${'${REGISTRY}'}/app:${'${TAG}'}@sha256:${'${DIGEST}'}`;
  const codes = checkImageReference(input).filter(({ severity }) => severity === 'error');
  expect(codes.map(({ code }) => code)).toEqual(Array(3).fill('TEMPLATE_PLACEHOLDER'));
});

test('docker is warned of what podman refuses, podman refuses it', () => {
  const severities = (input: string, profile: 'docker' | 'podman') =>
    checkImageReference(input, { profile }).map(({ code, severity }) => `${severity} ${code}`);

  expect(severities('Foo/bar:1', 'docker')).toEqual(['warning PORTABILITY_PODMAN']);
  expect(severities('Foo/bar:1', 'podman')).toEqual(['error HOST_NO_DOT_UPPERCASE']);
  expect(severities('[::1]:5/a:1', 'podman')).toEqual(['error HOST_IPV6']);
  expect(severities(`a.b/${'x'.repeat(252)}:1`, 'podman')).toEqual(['error PATH_TOO_LONG']);
  expect(severities(`a.b/${'x'.repeat(251)}:1`, 'podman')).toEqual([]);
});

describe('parseImageReference explains', () => {
  test.each([
    ['ghcr.io/Acme/api', '"Acme" has uppercase letters. Use "acme".'],
    ['nginx:', '"" is not a tag. Use 1 to 128 letters, digits, "_", "." or "-".'],
    [
      'https://ghcr.io/acme/api',
      '"https:" is not a registry host. Write it as "host" or "host:port", without a scheme.',
    ],
    ['', '"" is not an image. Write it as "repository:tag" or "host/repository:tag".'],
    ['registry:1/Foo/b', '"Foo" has uppercase letters. Use "foo".'],
    ['nginx:${TAG}', '"${TAG}" is a placeholder. Fill in its value before the image is used.'],
  ])('%j', (input, reason) => {
    expect(() => parseImageReference(input)).toThrow(
      expect.objectContaining({
        name: 'InvalidInputError',
        message: `Invalid image reference "${input}": ${reason}`,
      }),
    );
  });

  test('what cannot be printed, escaped, and what is long, without its middle', () => {
    expect(() => parseImageReference('a\n')).toThrow('Invalid image reference "a\\n": "\\n" is');
    const long = 'x'.repeat(100_000);
    const quoted = `"${'x'.repeat(150)}…${'x'.repeat(149)}"`;
    expect(() => parseImageReference(long)).toThrow(
      `Invalid image reference ${quoted}: ${quoted} makes a repository of 100008 characters. Use at most 255.`,
    );
  });
});
