import { describe, expect, test } from 'vitest';
import { checkAnnotations, checkLabels } from './kubernetes-metadata.ts';

const NAME_RULE =
  'Use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends';

describe('checkLabels', () => {
  test.each([
    [{ test: 'chart' }],
    [{ 'app.kubernetes.io/name': '', A_b: '1.0-X' }],
    [{ ['k'.repeat(63)]: 'v'.repeat(63) }],
  ])('takes %j', labels => {
    expect(() => checkLabels(labels)).not.toThrow();
  });

  test.each([
    [
      { k: 'a b' },
      `Invalid value "a b" of the label "k": the API server refuses it. ${NAME_RULE}.`,
    ],
    [{ k: '-a' }, 'Invalid value "-a" of the label "k"'],
    [{ k: 'v'.repeat(64) }, 'of the label "k"'],
    [{ '': 'v' }, `Invalid label key "": the API server refuses it. ${NAME_RULE}, behind`],
    [{ 'a/b/c': 'v' }, 'Invalid label key "a/b/c"'],
    [{ ['k'.repeat(64)]: 'v' }, 'Invalid label key'],
    [
      { '/k': 'v' },
      'Invalid label key "/k": "" is not a DNS subdomain. Use one such as "example.com".',
    ],
    [{ 'Example.com/k': 'v' }, '"Example.com" is not a DNS subdomain'],
    [JSON.parse('{"__proto__":"v"}') as Record<string, string>, 'Invalid label key "__proto__"'],
  ])('refuses %j', (labels: Record<string, string>, message) => {
    expect(() => checkLabels(labels)).toThrow(message);
  });
});

describe('checkAnnotations', () => {
  test.each([[{ 'Example.com/K': 'any\ntext: "😀"' }], [{ k: 'v'.repeat(256 * 1024 - 1) }]])(
    'takes them',
    annotations => {
      expect(() => checkAnnotations(annotations)).not.toThrow();
    },
  );

  test.each([
    [
      { k: 'v'.repeat(256 * 1024) },
      'The annotations are 262145 bytes long, and Kubernetes takes 262144. Shorten them.',
    ],
    [{ a: 'ä'.repeat(128 * 1024) }, 'The annotations are 262145 bytes long'],
    [{ k: '\ud800' }, 'Invalid value of the annotation "k": it has half a surrogate pair.'],
    [{ 'a b': '' }, 'Invalid annotation key "a b"'],
  ])('refuses more', (annotations: Record<string, string>, message) => {
    expect(() => checkAnnotations(annotations)).toThrow(message);
  });
});

test.each([5, true, null, ['x']])('%j is no value', value => {
  const pairs = { a: value } as unknown as Record<string, string>;

  expect(() => checkLabels(pairs)).toThrow(
    'Invalid value of the label "a": it is not a text. Put it in quotes.',
  );
  expect(() => checkAnnotations(pairs)).toThrow(
    'Invalid value of the annotation "a": it is not a text. Put it in quotes.',
  );
});
