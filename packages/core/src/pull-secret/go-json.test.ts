import { describe, expect, test } from 'vitest';
import { goJson } from './go-json.ts';

describe('goJson', () => {
  test.each([
    ['', '""'],
    ['hunter2', '"hunter2"'],
    ['<&>', '"\\u003c\\u0026\\u003e"'],
    ['\u2028\u2029', '"\\u2028\\u2029"'],
    ['"\\/\'', '"\\"\\\\/\'"'],
    ['\b\f\n\r\t', '"\\b\\f\\n\\r\\t"'],
    ['\0\u0001\u000b\u001f', '"\\u0000\\u0001\\u000b\\u001f"'],
    ['\u007f\u0080\ufeff', '"\u007f\u0080\ufeff"'],
    ['pässwörd 😀', '"pässwörd 😀"'],
    ['$&', '"$\\u0026"'],
    [{ '<': ['>', null, undefined], a: undefined }, '{"\\u003c":["\\u003e",null,null]}'],
  ])('writes %j', (value, json) => {
    expect(goJson(value)).toBe(json);
  });

  test('indents', () => {
    expect(goJson({ a: { b: '&' } }, 4)).toBe('{\n    "a": {\n        "b": "\\u0026"\n    }\n}');
  });
});
