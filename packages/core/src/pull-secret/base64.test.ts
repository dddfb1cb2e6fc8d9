import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';

describe('encodeBase64', () => {
  test.each([
    ['', ''],
    ['u:p', 'dTpw'],
    ['u:pw', 'dTpwdw=='],
    ['é😀\n', 'w6nwn5iACg=='],
  ])('%j', (text, base64) => {
    expect(encodeBase64(text)).toBe(base64);
    expect(decodeBase64(base64)).toBe(text);
  });

  test.each([24_575, 24_576, 24_577, 1_500_000])('%d bytes as Node writes them', length => {
    const text = 'é'.repeat(length / 2) + 'x'.repeat(length % 2);

    expect(encodeBase64(text)).toBe(Buffer.from(text).toString('base64'));
    expect(decodeBase64(encodeBase64(text))).toBe(text);
  });
});

describe('decodeBase64', () => {
  test.each([
    ['dTpw\r\n', 'u:p'],
    ['dT\npwd\nw==', 'u:pw'],
    ['dTpwdw', undefined],
    ['dTpwdw=', undefined],
    ['dTpwdw== ', undefined],
    [' dTpw', undefined],
    ['dT-_', undefined],
    ['d', undefined],
    ['=', undefined],
    ['====', undefined],
    ['77+9', '\ufffd'],
    ['/w==', '\ufffd'],
    ['77u/YQ==', '\ufeffa'],
  ])('reads padded %j as %j', (base64, text) => {
    expect(decodeBase64(base64)).toBe(text);
  });

  test.each([
    ['dTpwdw', 'u:pw'],
    ['dTpw', 'u:p'],
    ['dTpwdw==', undefined],
    ['dTpwd', undefined],
  ])('reads unpadded %j as %j', (base64, text) => {
    expect(decodeBase64(base64, 'absent')).toBe(text);
  });
});
