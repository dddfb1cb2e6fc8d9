import { describe, expect, test } from 'vitest';
import { checkImageReference } from './check-image-reference.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const x = (count: number) => 'x'.repeat(count);

/** `severity CODE`, and `→ text` where there is a fix; without what is only worth knowing. */
function codeEngine(input: string): string[] {
  return checkImageReference(input, { profile: 'code-engine' })
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code, fix }) => `${severity} ${code}${fix ? ` → ${fix.text}` : ''}`);
}

describe('takes the documented forms', () => {
  test.each([
    ['us.icr.io/acme/api:v1'],
    ['us.icr.io/acme/api'],
    ['acme/api:v1'],
    ['docker.io/acme/team/api:v1'],
    [`us.icr.io/acme/api@sha256:${HEX}`],
  ])('%s', input => {
    expect(codeEngine(input)).toEqual([]);
  });
});

describe('the form REGISTRY/NAMESPACE/REPOSITORY', () => {
  test.each([
    ['us.icr.io/api:v1', ['error CE_NAMESPACE_REQUIRED']],
    ['nginx:1', ['warning CE_NAMESPACE_REQUIRED → library/nginx']],
    ['docker.io/nginx:1', ['warning CE_NAMESPACE_REQUIRED → library/nginx']],
    [`nginx@sha256:${HEX}`, ['warning CE_AMBIGUOUS → library/nginx']],
    ['team/apps/api:1', ['warning CE_AMBIGUOUS → docker.io/team']],
    ['docker.io/team/apps/api:1', []],
    ['us.icr.io/acme/api:', ['error TAG_EMPTY → ']],
    [`us.icr.io/acme/api:1@sha256:${HEX}`, ['error CE_TAG_AND_DIGEST → ']],
  ])('%s', (input, problems) => {
    expect(codeEngine(input)).toEqual(problems);
  });
});

describe('REGISTRY', () => {
  test.each([
    [`${x(63)}.io/acme/api:1`, []],
    [`${x(64)}.io/acme/api:1`, ['error HOST_LABEL_LENGTH']],
    [`${`${x(50)}.`.repeat(4)}${x(49)}/acme/api:1`, []],
    [`${`${x(50)}.`.repeat(4)}${x(50)}/acme/api:1`, ['error HOST_TOO_LONG']],
    [`${'a.'.repeat(126)}b/acme/api:1`, []],
    [`${'a.'.repeat(128)}b/acme/api:1`, ['error HOST_TOO_LONG', 'error HOST_TOO_LONG']],
    ['[::1]/acme/api:1', ['error HOST_IPV6']],
    // The rules contradict themselves, or allow what no client can resolve.
    ['us.icr.io-/acme/api:1', ['warning HOST_LABEL_DASH → ']],
    ['us.icr.io./acme/api:1', ['warning HOST_LABEL_LENGTH → ']],
    ['us..icr.io/acme/api:1', ['warning HOST_LABEL_LENGTH → .']],
    ['-us.icr.io/acme/api:1', ['warning HOST_LABEL_DASH → ']],
    ['my_us.icr.io/acme/api:1', ['warning DOMAIN_LOOKS_LIKE_PATH']],
    ['us.icr.io:5000/acme/api:1', ['warning CE_PORT → ']],
    ['.us.icr.io/acme/api:1', ['error HOST_LABEL_LENGTH → ']],
  ])('%s', (input, problems) => {
    expect(codeEngine(input)).toEqual(problems);
  });
});

describe('NAMESPACE', () => {
  test.each([
    ['us.icr.io/acme/api:1', []],
    [`us.icr.io/${x(30)}/api:1`, []],
    [`us.icr.io/${x(31)}/api:1`, ['error CE_NAMESPACE_LENGTH']],
    // IBM's own "ibm" is shorter than the rule wants.
    ['us.icr.io/ibm/api:1', ['warning CE_NAMESPACE_LENGTH']],
    ['us.icr.io/Acme/api:1', ['error PATH_UPPERCASE → acme']],
    ['us.icr.io/my.team/api:1', ['error PATH_INVALID_CHAR']],
    ['us.icr.io/my_team/api:1', []],
    ['us.icr.io/my-_team/api:1', ['warning PATH_SEPARATOR_RUN → -']],
    ['us.icr.io/team-/api:1', ['error PATH_EDGE_SEPARATOR → ']],
    ['us.icr.io/_team/api:1', ['error PATH_EDGE_SEPARATOR → ']],
  ])('%s', (input, problems) => {
    expect(codeEngine(input)).toEqual(problems);
  });
});

describe('DOCKERUSER', () => {
  test.each([
    ['acme1/api:1', []],
    // As a namespace it may have dashes, as a user it may not.
    ['my-org/api:1', ['warning CE_DOCKER_USER_CHARS']],
    ['us.icr.io/my-org/api:1', []],
    [`${x(31)}/api:1`, ['error CE_NAMESPACE_LENGTH']],
  ])('%s', (input, problems) => {
    expect(codeEngine(input)).toEqual(problems);
  });
});

describe('REPOSITORY', () => {
  test.each([
    ['us.icr.io/acme/a:1', ['error CE_REPOSITORY_MIN']],
    ['us.icr.io/acme/ab:1', []],
    ['us.icr.io/acme/a/b_c.d:1', []],
    [`us.icr.io/acme/${x(250)}:1`, []],
    // Whether the namespace counts is not said.
    [`us.icr.io/acme/${x(255)}:1`, ['warning PATH_TOO_LONG']],
    [`us.icr.io/acme/${x(256)}:1`, ['error PATH_TOO_LONG']],
    ['us.icr.io/acme/-api:1', ['error PATH_EDGE_SEPARATOR → ']],
    ['us.icr.io/acme/api/:1', ['error PATH_EMPTY_COMPONENT → ']],
    ['us.icr.io/acme/a//b:1', ['warning PATH_EMPTY_COMPONENT → /']],
    ['us.icr.io/acme/a..b:1', ['warning PATH_SEPARATOR_RUN → .']],
    ['us.icr.io/acme/a/-b:1', ['warning PATH_EDGE_SEPARATOR → ']],
    ['us.icr.io/acme/API:1', ['error PATH_UPPERCASE → api']],
  ])('%s', (input, problems) => {
    expect(codeEngine(input)).toEqual(problems);
  });
});

describe('TAG and IMAGEID', () => {
  test.each([
    [`us.icr.io/acme/api:${x(128)}`, []],
    [`us.icr.io/acme/api:${x(129)}`, ['error TAG_TOO_LONG']],
    ['us.icr.io/acme/api:A-z_0.9', []],
    ['us.icr.io/acme/api:.a', ['error TAG_INVALID_START → ']],
    ['us.icr.io/acme/api:-a', ['error TAG_INVALID_START → ']],
    [`us.icr.io/acme/api@sha384:${HEX}${HEX.slice(32)}`, ['error DIGEST_ALGORITHM']],
    [
      `us.icr.io/acme/api@sha256:sha256:${HEX}`,
      ['warning DIGEST_CHAR', 'warning DIGEST_LENGTH', 'error DIGEST_CHAR'],
    ],
    [`us.icr.io/acme/api@sha256:${HEX.toUpperCase()}`, [`error DIGEST_UPPERCASE → ${HEX}`]],
    // Any letters and digits will do by the rules; a real digest has 64 of a to f and 0 to 9.
    ['us.icr.io/acme/api@sha256:abc', ['warning DIGEST_LENGTH']],
    ['us.icr.io/acme/api@sha256:', ['warning DIGEST_LENGTH']],
    [`us.icr.io/acme/api@sha256:${HEX.slice(1)}z`, ['warning DIGEST_CHAR']],
  ])('%s', (input, problems) => {
    expect(codeEngine(input)).toEqual(problems);
  });
});

test('tells that Docker Hub is a public registry', () => {
  const infos = (input: string) =>
    checkImageReference(input, { profile: 'code-engine' }).filter(
      ({ code }) => code === 'CE_PUBLIC_REGISTRY',
    );
  expect(infos('acme/api:1')).toMatchObject([{ severity: 'info', start: 0, end: 8 }]);
  expect(infos('index.docker.io/acme/api:1')).toMatchObject([{ start: 0, end: 15 }]);
  expect(infos('us.icr.io/acme/api:1')).toEqual([]);
});
