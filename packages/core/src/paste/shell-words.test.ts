import { describe, expect, test } from 'vitest';
import { shellTokens } from './shell-words.ts';

describe('shellTokens splits', () => {
  test.each([
    ['', []],
    ['a b\tc', ['a', 'b', 'c']],
    [`'robot$ci+push'`, ['robot$ci+push']],
    ['robot$ci+push', ['robot$ci+push']],
    ['"robot\\$ci+push"', ['robot$ci+push']],
    ['"robot$ci+push"', ['robot$ci+push']],
    ['robot\\$ci', ['robot$ci']],
    [`a'b'"c"d`, ['abcd']],
    [`''`, ['']],
    [`'it'\\''s'`, ["it's"]],
    ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
    ['a \\\n  b', ['a', 'b']],
    ['a \\\r\n  b', ['a', 'b']],
    ['a `\r\n b', ['a', 'b']],
    ['a ^\r\n b', ['a', 'b']],
    ['a\\\nb', ['ab']],
    ['"a\\\nb"', ['ab']],
    ['a # b', ['a']],
    ['# a', ['#', 'a']],
    ['a#b', ['a#b']],
    ['echo a|b <<< c', ['echo', 'a', '|', 'b', '<<<', 'c']],
    ['a && b || c; d & e', ['a', '&&', 'b', '||', 'c', ';', 'd', '&', 'e']],
    ['a 2>&1 &> b >> c', ['a', '2', '>&', '1', '&>', 'b', '>>', 'c']],
    ['a\nb\r\nc', ['a', '\n', 'b', '\n', 'c']],
    ['a\rb', ['a', 'b']],
  ])('%j', (text, words) => {
    expect(
      shellTokens(text).map(token => (typeof token === 'string' ? token : token.text)),
    ).toEqual(words);
  });
});

test.each([
  ['$TOKEN', true],
  ['"$TOKEN"', true],
  ['${TOKEN}', true],
  ['${{ secrets.TOKEN }}', true],
  ['"$(cat key.json)"', true],
  ['$(cat "my key.json" | tr -d x)', true],
  ['%TOKEN%', true],
  ['$env:TOKEN', true],
  [`'$TOKEN'`, false],
  ['\\$TOKEN', false],
  ['--password=$TOKEN', true],
  ['--password="$(cat key.json)"', true],
  ['-p"$TOKEN"', true],
  ["--password='$TOKEN'", false],
  ['--username=robot$ci', false],
  ['robot$ci', false],
  ['"robot$ci"', false],
  ['$a+$b', false],
  ['TOKEN=$(cat key.json)', true],
  ["TOKEN='$x'", false],
  ['token', false],
])('%j is a variable: %j', (text, isVariable) => {
  expect(shellTokens(text)).toMatchObject([{ isVariable }]);
});

test.each(["'hunter2", '"hunter2', '"hunter2\\', '$(hunter2', '${hunter2', '"$(hunter2"'])(
  '%j does not end, which is said without repeating it',
  text => {
    expect(() => shellTokens(text)).toThrow(
      /^The command cannot be read: .{1,2} has no counterpart/,
    );
  },
);

test('hostile text takes linear time', () => {
  for (const part of ['a', ' ', "''", '""', '\\', '\\\n', '$', '${}', '$()', '|', '#', '\r', '`']) {
    expect(shellTokens(part.repeat(200_000)).length).toBeLessThan(200_001);
  }
});
