const WORDS = new Set([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'],
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'],
  ...['', '~', 'null', 'Null', 'NULL', '.nan', '.NaN', '.NAN'],
  ...['', '+', '-'].flatMap(sign => ['.inf', '.Inf', '.INF'].map(word => sign + word)),
]);

const DECIMAL = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const BINARY = /^[-+]?0[bB][01]+$/;
const OCTAL = /^[-+]?0[oO][0-7]+$/;
const HEXADECIMAL = /^[-+]?0[xX][\da-fA-F]+$/;
const SEXAGESIMAL = /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?$/;
const DATE = /^(\d{4})-(\d\d?)-(\d\d?)$/;
const TIME = /^(\d{4}-\d\d?-\d\d?)([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(Z|[-+]\d\d:\d\d)?$/;

/**
 * Whether YAML 1.1, unquoted, takes this text for something else than a string: `on`, `1e3`,
 * `0x1f`, `1_000`, `1:20`, `2024-01-01`. Go's YAML, which kubectl prints with, quotes these and
 * no others. Types: https://yaml.org/type/
 */
export function hasOtherYamlType(text: string): boolean {
  if (WORDS.has(text)) return true;
  return /^[-+.\d]/.test(text) && (isNumber(text) || isTimestamp(text));
}

function isNumber(text: string): boolean {
  if (SEXAGESIMAL.test(text)) return true;
  const plain = text.replaceAll('_', '');
  // Beyond 64 bits Go reads a decimal as a float, another base not at all.
  if (DECIMAL.test(plain)) return Number.isFinite(Number(plain));
  if (text.startsWith('.')) return false;
  return [BINARY, OCTAL, HEXADECIMAL].some(form => form.test(plain)) && fitsInto64Bits(plain);
}

function fitsInto64Bits(plain: string): boolean {
  const magnitude = BigInt(plain.replace(/^[-+]/, ''));
  if (plain.startsWith('-')) return magnitude <= 1n << 63n;
  return magnitude < (plain.startsWith('+') ? 1n << 63n : 1n << 64n);
}

function isTimestamp(text: string): boolean {
  if (DATE.test(text)) return isDate(text);
  const match = TIME.exec(text);
  if (!match) return false;
  const [, date = '', separator, hour, minute, second, zone] = match;
  // A time with "T" needs a zone, one with a space must have none.
  if ((separator === ' ') !== (zone === undefined)) return false;
  return isDate(date) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
