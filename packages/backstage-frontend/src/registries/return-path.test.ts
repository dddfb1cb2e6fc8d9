import { ownPath } from './return-path.ts';

test.each([
  '/catalog/default/component/payments-api/registry',
  '/catalog/default/component/a%20b/registry?environment=production',
])('%s is a page of the portal', path => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  [null],
  [''],
  ['catalog'],
  ['https://evil.example'],
  ['javascript:alert(1)'],
  ['//evil.example'],
  ['/\\evil.example'],
  ['/\t/evil.example'],
  ['/.//evil.example'],
  ['/catalog/..//evil.example'],
  ['//['],
])('%j is none', text => {
  expect(ownPath(text)).toBeUndefined();
});
