import { expect, test } from 'vitest';
import { usage } from './registry-usage.ts';

test.each([
  [{ selections: 0 }, '–', '0 selections; the catalog could not be asked for annotations'],
  [{ selections: 2 }, '2+', '2 selections; the catalog could not be asked for annotations'],
  [{ selections: 1, annotations: 1 }, '2', '1 selection and 1 annotation'],
  [{ selections: 1000, annotations: 2 }, '1002+', '1000 selections or more and 2 annotations'],
  [
    { selections: 1000 },
    '1000+',
    '1000 selections or more; the catalog could not be asked for annotations',
  ],
])('%j is %s: %s', (usedBy, count, title) => {
  expect(usage(usedBy)).toEqual({ count, title });
});
