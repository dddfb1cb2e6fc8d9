import { describe, expect, test } from 'vitest';
import { checkNamespace, checkObjectName } from './kubernetes-name.ts';

describe('checkObjectName', () => {
  const check = (name: string) => () => checkObjectName(name, 'name of a pull secret', 'name');

  test.each(['a', 'regcred', '123', 'a-b.c-1.d', 'a'.repeat(253)])('takes %j', name => {
    expect(check(name)).not.toThrow();
  });

  test.each([
    '',
    'Bad',
    'a_b',
    '-a',
    'a-',
    'a..b',
    'a.-b',
    '.a',
    'a.',
    'ä',
    'a\n',
    'a'.repeat(254),
  ])('refuses %j', name => {
    expect(check(name)).toThrow('it is not a DNS subdomain of at most 253 characters.');
  });

  test('says what to do', () => {
    expect(check('Bad_Name')).toThrow(
      expect.objectContaining({
        message:
          'Invalid name of a pull secret "Bad_Name": it is not a DNS subdomain of at most 253 characters. Use lowercase letters, digits, "-" and ".", with a letter or digit at both ends and beside every dot.',
        field: 'name',
      }),
    );
  });
});

describe('checkNamespace', () => {
  test.each(['a', '123', 'team-a', 'a'.repeat(63)])('takes %j', namespace => {
    expect(() => checkNamespace(namespace)).not.toThrow();
  });

  test.each(['', 'a.b', 'A', '-a', 'a-', 'a\n', 'a'.repeat(64)])('refuses %j', namespace => {
    expect(() => checkNamespace(namespace)).toThrow(
      'it is not a DNS label of at most 63 characters.',
    );
  });

  test('says what to do', () => {
    expect(() => checkNamespace('a.b')).toThrow(
      'Invalid namespace "a.b": it is not a DNS label of at most 63 characters. Use lowercase letters, digits and "-", with a letter or digit at both ends.',
    );
  });
});

test('names of any length take linear time', () => {
  expect(() => checkNamespace('a-'.repeat(500_000))).toThrow('Invalid namespace');
});
