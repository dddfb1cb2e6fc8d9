import { describe, expect, test } from 'vitest';
import { undoEntries, withEntries } from './config-entries.ts';
import type { LoginEntry } from './login-entry.ts';

const FILE = '/home/runner/.docker/config.json';
const OURS = { auth: 'b3Vycw==' };
const THEIRS = { auth: 'dGhlaXJz' };
const entry = (key: string, previous?: unknown): LoginEntry => ({ key, previous, written: OURS });

describe('withEntries', () => {
  test('makes a config with tabs, as Docker does', () => {
    expect(withEntries(undefined, [entry('ghcr.io')], FILE)).toBe(
      '{\n\t"auths": {\n\t\t"ghcr.io": {\n\t\t\t"auth": "b3Vycw=="\n\t\t}\n\t}\n}',
    );
  });

  test.each([
    ['tabs', '{\n\t"HttpHeaders": {},\n\t"auths": {},\n\t"proxies": 1\n}\n'],
    ['two spaces', '{\n  "HttpHeaders": {},\n  "auths": {},\n  "proxies": 1\n}'],
    ['one line', '{"HttpHeaders":{},"auths":{},"proxies":1}'],
    ['CRLF', '{\r\n\t"HttpHeaders": {},\r\n\t"auths": {},\r\n\t"proxies": 1\r\n}\r\n'],
  ])('keeps the layout, unknown fields and their order: %s', (_, before) => {
    const after = withEntries(before, [entry('ghcr.io')], FILE);

    expect(Object.keys(JSON.parse(after) as object)).toEqual(['HttpHeaders', 'auths', 'proxies']);
    expect(undoEntries(after, { previousText: before, entries: [entry('ghcr.io')] }, FILE)).toEqual(
      { text: before, changed: [] },
    );
    expect(after.includes('\r\n')).toBe(before.includes('\r\n'));
    expect(after.endsWith('\n')).toBe(before.endsWith('\n'));
  });

  test('takes __proto__ for a key like any other', () => {
    const after = withEntries('{}', [entry('__proto__')], FILE);
    expect(after).toBe('{"auths":{"__proto__":{"auth":"b3Vycw=="}}}');
    expect(
      undoEntries(`${after}\n`, { previousText: '{}', entries: [entry('__proto__')] }, FILE),
    ).toEqual({ text: '{}\n', changed: [] });
  });

  test.each([
    ['{"auths":', 'is not a JSON object'],
    ['[]', 'is not a JSON object'],
    ['{} trailing', 'is not a JSON object'],
    ['{"auths":["s3cret"]}', '"auths" is no object'],
    ['{"credHelpers":"s3cret"}', '"credHelpers" is no object'],
  ])('refuses %j without quoting it', (text, reason) => {
    expect(() => withEntries(text, [entry('ghcr.io')], FILE)).toThrow(
      `The Docker config "${FILE}" is broken: it ${reason.replace(/^"/, '"')}. Nothing was changed. Mend or delete the file, or name another folder in DOCKER_CONFIG.`,
    );
  });
});

describe('undoEntries', () => {
  const undone = (text: string | undefined, previousText?: string, previous?: unknown) =>
    undoEntries(
      text,
      { ...(previousText !== undefined && { previousText }), entries: [entry('a.io', previous)] },
      FILE,
    );

  test('takes away the file that was not there', () => {
    expect(undone(withEntries(undefined, [entry('a.io')], FILE))).toEqual({ changed: [] });
  });

  test('keeps what others have added since', () => {
    const now = JSON.stringify({ auths: { 'a.io': OURS, 'b.io': THEIRS } });
    expect(undone(now)).toEqual({ text: '{"auths":{"b.io":{"auth":"dGhlaXJz"}}}', changed: [] });
  });

  test('puts the earlier login back, in its place', () => {
    const before = JSON.stringify({ auths: { 'a.io': THEIRS, 'b.io': THEIRS } });
    const now = JSON.stringify({ auths: { 'a.io': OURS, 'b.io': THEIRS }, later: true });
    expect(undone(now, before, THEIRS)).toEqual({
      text: JSON.stringify({ auths: { 'a.io': THEIRS, 'b.io': THEIRS }, later: true }),
      changed: [],
    });
  });

  test('leaves a login that somebody else has changed since, and says so', () => {
    const now = JSON.stringify({ auths: { 'a.io': THEIRS } });
    expect(undone(now)).toEqual({ text: now, changed: ['a.io'] });
  });

  test('has nothing to say where nothing was written yet', () => {
    const before = JSON.stringify({ auths: { 'a.io': THEIRS } });
    expect(undone(before, before, THEIRS)).toEqual({ text: before, changed: [] });
    expect(undone(undefined)).toEqual({ changed: [] });
  });
});
