import { expect, test } from 'vitest';
import { tokenExpiry, tokenShape } from './token-shape.ts';

test.each([
  ['dckr_pat_x', 'a personal access token of Docker Hub'],
  ['dckr_oat_x', 'an organization access token of Docker Hub'],
  ['ghp_x', 'a personal access token (classic) of GitHub'],
  ['github_pat_x', 'a fine-grained token of GitHub'],
  ['glpat-x', 'an access token of GitLab'],
  ['ya29.c.x', 'an access token of Google'],
  ['my ghp_x', undefined],
  ['hunter2', undefined],
])('%j is %j', (token, title) => {
  expect(tokenShape(token)?.title).toBe(title);
});

test.each([
  [jwt({ exp: 1_800_000_000 }), '2027-01-15T08:00:00.000Z'],
  [jwt({ exp: 1_800_000_000.9, name: 'Zoë' }), '2027-01-15T08:00:00.000Z'],
  [jwt({ exp: '1800000000' }), undefined],
  [jwt({ exp: 1e20 }), undefined],
  [jwt({ exp: -1 }), undefined],
  [jwt({}), undefined],
  [jwt([]), undefined],
  ['eyJ.eyJ.x', undefined],
  ['eyJhbGciOiJub25lIn0', undefined],
  [`${jwt({ exp: 1_800_000_000 })}.more`, undefined],
  ['eyJ'.repeat(1_000_000), undefined],
])('%#', (token, expiry) => {
  expect(tokenExpiry(token)).toBe(expiry);
});

function jwt(claims: unknown): string {
  return `${encode('{"alg":"none"}')}.${encode(JSON.stringify(claims))}.c2ln`;
}

function encode(json: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(json));
  return btoa(bytes).replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_');
}
