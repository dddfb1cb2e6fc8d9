import { credentialQuery, formatListQuery, parseListQuery } from './credential-list-query.ts';

test.each([
  ['', ''],
  ['search=gh&kind=password&sort=-expiresAt', 'search=gh&kind=password&sort=-expiresAt'],
  ['kind=aws-keys&kind=google-key', 'kind=google-key&kind=aws-keys'],
  ['sort=name&limit=50', ''],
  ['limit=100', 'limit=100'],
  ['sort=usedBy&kind=none&kind=token&limit=1&other=1', ''],
])('the list query of "%s" is written "%s"', (input, output) => {
  const query = parseListQuery(new URLSearchParams(input));
  expect(formatListQuery(query).toString()).toBe(output);
  expect(parseListQuery(formatListQuery(query))).toEqual(query);
});

test('the backend is not asked for empty filters', () => {
  expect(credentialQuery(parseListQuery(new URLSearchParams('search=%20')))).toEqual({
    sort: 'name',
    limit: 50,
  });
});
