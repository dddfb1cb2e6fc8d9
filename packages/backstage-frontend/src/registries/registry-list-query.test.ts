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
  ['sort=status', 'sort=status'],
  ['sort=-expiresAt', 'sort=-expiresAt'],
  [
    'show=default&owner=group:default/a&owner=no+owner&owner=group:default/a&purpose=source',
    'purpose=source&owner=group%3Adefault%2Fa&show=default',
  ],
  ['show=nothing&purpose=eat&owner=component:default/api', ''],
  ['limit=7000', ''],
  ['sort=password&provider=quai&status=FINE&other=1', ''],
])('the list query of "%s" is written "%s"', (input, output) => {
  const query = parseListQuery(new URLSearchParams(input));
  expect(formatListQuery(query).toString()).toBe(output);
  expect(parseListQuery(formatListQuery(query))).toEqual(query);
});

test.each([
  ['default', { default: true }],
  ['enabled', { disabled: false }],
  ['disabled', { disabled: true }],
])('the backend is asked for what is shown: %s', (show, asked) => {
  const query = parseListQuery(new URLSearchParams({ show }));
  expect(registryQuery(query)).toEqual({ ...asked, sort: 'name', limit: 50 });
});

test('the backend is not asked for empty filters', () => {
  expect(registryQuery(parseListQuery(new URLSearchParams('search=%20')))).toEqual({
    sort: 'name',
    limit: 50,
  });
});
