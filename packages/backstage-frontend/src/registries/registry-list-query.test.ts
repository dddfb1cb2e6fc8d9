import { formatListQuery, parseListQuery, registryQuery } from './registry-list-query.ts';

test.each([
  ['', ''],
  [
    'search=gh&provider=ghcr&status=OK&sort=-server',
    'search=gh&provider=ghcr&status=OK&sort=-server',
  ],
  ['provider=ecr&provider=docker-hub', 'provider=docker-hub&provider=ecr'],
  ['sort=name&limit=50', ''],
  ['limit=200', 'limit=200'],
  ['limit=7000', ''],
  ['sort=password&provider=quai&status=FINE&other=1', ''],
])('the list query of "%s" is written "%s"', (input, output) => {
  const query = parseListQuery(new URLSearchParams(input));
  expect(formatListQuery(query).toString()).toBe(output);
  expect(parseListQuery(formatListQuery(query))).toEqual(query);
});

test('the backend is not asked for empty filters', () => {
  expect(registryQuery(parseListQuery(new URLSearchParams('search=%20')))).toEqual({
    sort: 'name',
    limit: 50,
  });
});
