import { describe, expect, test } from 'vitest';
import { parseChallenges } from './challenge.ts';

describe('reads', () => {
  test.each<[string, string, [string, Record<string, string>][]]>([
    [
      'one challenge',
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
      [['bearer', { realm: 'https://auth.docker.io/token', service: 'registry.docker.io' }]],
    ],
    [
      'several in a line',
      'Basic realm="a", Bearer realm="b",scope="repository:x:pull,push"',
      [
        ['basic', { realm: 'a' }],
        ['bearer', { realm: 'b', scope: 'repository:x:pull,push' }],
      ],
    ],
    ['odd case', 'bEARER Realm="a",SERVICE=b', [['bearer', { realm: 'a', service: 'b' }]]],
    [
      'spaces around =',
      'Basic realm = "a" , charset\t=\t"UTF-8"',
      [['basic', { realm: 'a', charset: 'UTF-8' }]],
    ],
    ['escapes', String.raw`Basic realm="a \"b\\ \c"`, [['basic', { realm: String.raw`a "b\ c` }]]],
    [
      'a quoted challenge',
      'Basic realm="x, Bearer realm=y"',
      [['basic', { realm: 'x, Bearer realm=y' }]],
    ],
    [
      'token68 between others',
      'Negotiate dGVzdA==, NTLM, Bearer realm="a"',
      [
        ['negotiate', {}],
        ['ntlm', {}],
        ['bearer', { realm: 'a' }],
      ],
    ],
    ['no parameters', 'Basic', [['basic', {}]]],
    ['the first of two', 'Basic realm="a", realm="b"', [['basic', { realm: 'a' }]]],
    [
      'no comma between parameters',
      'Bearer realm="a" service="b"',
      [['bearer', { realm: 'a', service: 'b' }]],
    ],
    [
      'empty elements',
      ',, Basic realm="a",, ,Bearer realm="b",',
      [
        ['basic', { realm: 'a' }],
        ['bearer', { realm: 'b' }],
      ],
    ],
    ['an open quote', 'Basic realm="a', [['basic', { realm: 'a' }]]],
    [
      'names of Object',
      'Bearer __proto__="a",constructor="b"',
      [
        [
          'bearer',
          Object.fromEntries([
            ['__proto__', 'a'],
            ['constructor', 'b'],
          ]),
        ],
      ],
    ],
    ['a parameter of nothing', 'realm="a"', []],
    ['nothing', '', []],
    ['rubbish', '"=?()[]{}é', []],
  ])('%s', (_, header, challenges) => {
    const read = parseChallenges(header);
    expect(read.map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])).toEqual(
      challenges,
    );
  });
});

test.each([
  'a',
  '"',
  '\\',
  '=',
  ',',
  ' ',
  'a ',
  'a=',
  'a="\\',
  'Basic ',
  'Basic a=b,',
  '"\\"',
  'a=="',
  ' \t,',
])('a megabyte of %j in linear time', part => {
  const header = `Bearer realm="${part.repeat(1_000_000 / part.length)}`;
  const start = performance.now();
  parseChallenges(header);
  parseChallenges(header.replace('"', ''));
  expect(performance.now() - start).toBeLessThan(5_000);
});
