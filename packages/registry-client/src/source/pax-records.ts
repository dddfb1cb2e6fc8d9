/**
 * Decodes the records `<length> <key>=<value>\n` of a pax header; a later record wins.
 * Throws a RangeError where they are malformed.
 *
 * Format: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_03
 */
export function parsePaxRecords(bytes: Buffer): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  let start = 0;
  while (start < bytes.length && bytes[start] !== 0) {
    const space = bytes.indexOf(' ', start);
    const digits = bytes.toString('latin1', start, Math.min(space, start + MAX_DIGITS));
    const end = start + Number(digits);
    if (!/^[1-9][0-9]*$/.test(digits) || end > bytes.length || bytes[end - 1] !== NEWLINE) {
      throw new RangeError('its pax header is malformed');
    }
    const equals = bytes.indexOf('=', space);
    if (equals === -1 || equals >= end) throw new RangeError('its pax header is malformed');
    records.set(
      bytes.toString('utf8', space + 1, equals),
      bytes.toString('utf8', equals + 1, end - 1),
    );
    start = end;
  }
  return records;
}

const NEWLINE = 0x0a;
const MAX_DIGITS = 10;
