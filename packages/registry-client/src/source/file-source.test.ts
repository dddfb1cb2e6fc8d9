import { describe, expect, test } from 'vitest';
import { parseFileSource, splitTransport } from './file-source.ts';

const nothing = () => false;

describe('parseFileSource', () => {
  test.each([
    ['oci:build/image', { transport: 'oci', path: 'build/image' }],
    ['oci:build/image:1.2', { transport: 'oci', path: 'build/image', name: '1.2' }],
    ['oci:build/image:', { transport: 'oci', path: 'build/image' }],
    ['oci-archive:image.tar:1.2', { transport: 'oci-archive', path: 'image.tar', name: '1.2' }],
    [
      'docker-archive:image.tar:localhost:5000/acme/api:1.2',
      { transport: 'docker-archive', path: 'image.tar', name: 'localhost:5000/acme/api:1.2' },
    ],
    ['oci:C:\\images\\api', { transport: 'oci', path: 'C:\\images\\api' }],
    ['oci:C:\\images\\api:1', { transport: 'oci', path: 'C:\\images\\api', name: '1' }],
    ['oci:d:/api:1', { transport: 'oci', path: 'd:/api', name: '1' }],
    ['oci:a:b', { transport: 'oci', path: 'a', name: 'b' }],
  ])('%j', (source, parsed) => {
    expect(parseFileSource(source, nothing)).toEqual(parsed);
  });

  test.each([
    ['oci:a:b', ['a:b'], { path: 'a:b' }],
    ['oci:a:b:c', ['a:b', 'a'], { path: 'a:b', name: 'c' }],
    ['oci:a:b:c', ['a'], { path: 'a', name: 'b:c' }],
    ['docker-archive:C:\\x.tar:y:1', ['C:\\x.tar'], { path: 'C:\\x.tar', name: 'y:1' }],
  ])('%j where %j is there', (source, there, parsed) => {
    expect(parseFileSource(source, path => there.includes(path))).toMatchObject(parsed);
    expect(parseFileSource(source, path => there.includes(path)).name).toBe(
      'name' in parsed ? parsed.name : undefined,
    );
  });

  test.each([
    [
      'api.tar',
      'Invalid image source "api.tar": "" is no kind of source. Use one of oci, oci-archive, docker-archive, then a colon and a path.',
    ],
    [
      'OCI:x',
      'Invalid image source "OCI:x": "OCI" is no kind of source. Use one of oci, oci-archive, docker-archive, then a colon and a path.',
    ],
    ['__proto__:x', '"__proto__" is no kind of source'],
    ['oci:', 'Invalid image source "oci:": there is no path. Write oci:<path>.'],
    ['oci:a\0b', 'the path holds a zero byte. Remove it.'],
    [`oci:${':'.repeat(100_000)}`, 'it is longer than 4096 characters. Shorten it.'],
  ])('refuses %j', (source, message) => {
    expect(() => parseFileSource(source, nothing)).toThrow(message);
  });
});

test('a program can look for transports of its own first', () => {
  expect(splitTransport('docker:localhost:5000/api:1')).toEqual({
    transport: 'docker',
    rest: 'localhost:5000/api:1',
  });
});
