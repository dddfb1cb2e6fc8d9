import { expect, test } from 'vitest';
import { parsePaxRecords } from './pax-records.ts';

const parse = (text: string) => Object.fromEntries(parsePaxRecords(Buffer.from(text)));

test('reads records, the later one first', () => {
  expect(parse('12 path=abc\n12 path=xyz\n')).toEqual({ path: 'xyz' });
  expect(parse('14 path=a=b\nc\n')).toEqual({ path: 'a=b\nc' });
  expect(parse('11 path=é\n')).toEqual({ path: 'é' });
  expect(parse('')).toEqual({});
});

test('has no special names', () => {
  const records = parsePaxRecords(Buffer.from('16 __proto__=ab\n'));
  expect([...records]).toEqual([['__proto__', 'ab']]);
});

test.each([
  '12path=abc\n',
  '99 path=abc\n',
  '0 path=abc\n',
  '12 path-abc\n',
  '-1 a=b\n',
  '11 path=abc\n',
])('refuses %j', text => {
  expect(() => parse(text)).toThrow('its pax header is malformed');
});

test('takes time that grows with the length only', () => {
  expect(() => parse('1'.repeat(1_000_000))).toThrow('malformed');
  expect(() => parse('9 a=bcde\n'.repeat(100_000))).not.toThrow();
});
