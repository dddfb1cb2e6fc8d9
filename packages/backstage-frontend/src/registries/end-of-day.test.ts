import { endOfDay } from './end-of-day.ts';

// Time zones are read when a format is made.
async function formatIn(zone: string, time: string): Promise<string> {
  vi.stubEnv('TZ', zone);
  vi.resetModules();
  const { formatEnd } = await import('./end-of-day.ts');
  return formatEnd(time);
}

afterEach(() => vi.unstubAllEnvs());

test.each(['America/New_York', 'UTC', 'Pacific/Auckland'])(
  'a day that was entered is the same in %s',
  async zone => {
    expect(await formatIn(zone, endOfDay('2027-01-31'))).toBe('31 Jan 2027');
  },
);

test.each([
  ['America/New_York', '30 Jan 2027, 19:00'],
  ['Pacific/Auckland', '31 Jan 2027, 13:00'],
])('a time is that of the reader in %s', async (zone, text) => {
  expect(await formatIn(zone, '2027-01-31T00:00:00.000Z')).toBe(text);
});

test('a secret that ends on a day holds until that day is over', () => {
  expect(endOfDay('2027-01-31')).toBe('2027-01-31T23:59:59.000Z');
});
