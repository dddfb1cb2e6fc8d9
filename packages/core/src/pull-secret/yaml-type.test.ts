import { describe, expect, test } from 'vitest';
import { hasOtherYamlType } from './yaml-type.ts';

describe('hasOtherYamlType', () => {
  test.each([
    ['words', '~ null Null NULL y Y yes on On OFF true FALSE .nan .NaN .inf -.Inf +.INF', ''],
    ['integers', '0 00 -0 +12 012 1_000 1__0 0b1 0B1 0o17 -0x1F 0xffffffffffffffff', ''],
    ['floats', '1.5 1. .5 -.5 1e3 1e+5 1E-5 089 18446744073709551616', ''],
    ['base 60', '1:20 190:20:30 1:2:3.5', ''],
    ['times', '2024-01-01 2024-1-1 2024-02-29 2000-02-29 2024-01-01T00:00:00Z', ''],
    ['zones', '2024-01-01t1:2:3.5+01:00', ''],
    ['no words', '', 'nULL tRue yess nan inf == <<'],
    ['no numbers', '', '1e 0x 0b2 0o8 _1 1e400 1.2.3 1-1 0x10000000000000000 - + .'],
    ['no 64 bits', '-0x8000000000000000', '-0x8000000000000001 +0x8000000000000000'],
    ['no times', '', '2023-02-29 1900-02-29 2024-13-01 2024-01-01T00:00:00 2024-01-01T24:00:00Z'],
    ['names', '', 'regcred docker-credentials 1a a--b v1.2.3'],
  ])('%s', (_, other, strings) => {
    const words = (text: string) => (text === '' ? [] : text.split(' '));

    expect(words(other).filter(text => !hasOtherYamlType(text))).toEqual([]);
    expect(words(strings).filter(hasOtherYamlType)).toEqual([]);
  });

  test('reads time without zone behind a space', () => {
    expect(hasOtherYamlType('')).toBe(true);
    expect(hasOtherYamlType('2024-01-01 1:2:3')).toBe(true);
    expect(hasOtherYamlType('2024-01-01 1:2:3 Z')).toBe(false);
  });

  test('long text takes linear time', () => {
    for (const part of ['1', '1_', '1:2', '0x1', '9', '-', '1e']) {
      expect(hasOtherYamlType(`${part.repeat(100_000)}!`)).toBe(false);
    }
  });
});
