import { expect, test } from 'vitest';
import { mergeScopes, repositoryScope } from './scope.ts';

test.each([
  [[undefined], []],
  [[''], []],
  [['repository:a/b:pull'], ['repository:a/b:pull']],
  [['repository:a:push,pull', 'repository:a:pull,delete'], ['repository:a:delete,pull,push']],
  [['repository:b:pull repository:a:pull'], ['repository:a:pull', 'repository:b:pull']],
  [['repository:localhost:5000/a:pull'], ['repository:localhost:5000/a:pull']],
  [['registry:catalog:*'], ['registry:catalog:*']],
  [['repository(plugin):a:pull'], ['repository(plugin):a:pull']],
  [['nonsense', '__proto__:pull'], ['__proto__:pull']],
])('%j is %j', (scopes, merged) => {
  expect(mergeScopes(...scopes)).toEqual(merged);
});

test('pushing needs reading too', () => {
  expect(repositoryScope('a/b', ['pull'])).toBe('repository:a/b:pull');
  expect(repositoryScope('a/b', ['push'])).toBe('repository:a/b:pull,push');
});
