import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkImageReference } from './check-image-reference.ts';
import { formatImageReference, parseImageReference } from './image-reference.ts';
import { InvalidInputError } from '../invalid-input-error.ts';

// Accepted: [input, domain, path, tag, digest, familiar name, podman's error or '']
// Refused:  [input, docker's error, podman's error where it differs]
const TABLE = readFileSync(
  `${import.meta.dirname}/../../test/image-reference-oracle/table.generated.jsonl`,
  'utf8',
);
const ROWS = TABLE.trim()
  .split('\n')
  .map(line => JSON.parse(line) as string[]);
const ACCEPTED = ROWS.filter(row => row.length === 7);
const REFUSED = ROWS.filter(row => row.length < 7);

test('the table is whole', () => {
  expect(ROWS.length).toBe(6000);
  expect(new Set(ROWS.map(([input]) => input)).size).toBe(6000);
  expect(ACCEPTED.length).toBeGreaterThan(2500);
  expect(REFUSED.length).toBeGreaterThan(2500);
});

describe('as the Go parser does', () => {
  test('accepts, with the same registry, repository, tag and digest', () => {
    for (const [input = '', registry, repository, tag, digest] of ACCEPTED) {
      expect.soft({ input, ...parseImageReference(input) }).toEqual({
        input,
        registry,
        repository,
        ...(tag === '' ? {} : { tag }),
        ...(digest === '' ? {} : { digest }),
      });
    }
  });

  test('refuses', () => {
    for (const [input = ''] of REFUSED) {
      expect
        .soft(() => parseImageReference(input), JSON.stringify(input))
        .toThrow(InvalidInputError);
    }
  });

  test('writes the canonical and the familiar form', () => {
    for (const [input = '', registry, repository, tag, digest, familiar] of ACCEPTED) {
      const reference = parseImageReference(input);
      const version = `${tag && `:${tag}`}${digest && `@${digest}`}`;
      const name = registry === '' ? repository : `${registry}/${repository}`;
      expect.soft(formatImageReference(reference)).toBe(`${name}${version}`);
      expect.soft(formatImageReference(reference, 'familiar')).toBe(`${familiar}${version}`);
    }
  });
});

test('what is written in full is read back as it was', () => {
  for (const [input = ''] of ACCEPTED) {
    const reference = parseImageReference(input);
    expect.soft(parseImageReference(formatImageReference(reference))).toEqual(reference);
  }
});

test('the profile podman accepts and refuses as its own Go parser does', () => {
  for (const [input = '', ...rest] of ROWS) {
    const errors = checkImageReference(input, { profile: 'podman' }).filter(isError);
    expect.soft(errors.length === 0, input).toBe(rest.length === 6 && rest[5] === '');
  }
});

test('the profile docker warns of exactly what podman refuses', () => {
  for (const [input = '', ...rest] of ACCEPTED) {
    const codes = checkImageReference(input).map(({ code }) => code);
    expect.soft(codes.includes('PORTABILITY_PODMAN'), input).toBe(rest[5] !== '');
  }
});

function isError({ severity }: { readonly severity: string }): boolean {
  return severity === 'error';
}
