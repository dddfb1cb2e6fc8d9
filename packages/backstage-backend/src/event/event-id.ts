import { randomBytes } from 'node:crypto';

let last = { time: 0, count: 0 };

/**
 * An id that sorts by time, and within a millisecond by the order in which this process made it:
 * UUID version 7 with a counter (RFC 9562, 5.7 and 6.2).
 */
export function eventId(now: number): string {
  const count = last.time === now ? (last.count + 1) % 0x1000 : 0;
  last = { time: now, count };
  const hex = [
    now.toString(16).padStart(12, '0'),
    `7${count.toString(16).padStart(3, '0')}`,
    randomBytes(8).toString('hex'),
  ].join('');
  const variant = ((parseInt(hex.charAt(16), 16) & 0b11) | 0b1000).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}
